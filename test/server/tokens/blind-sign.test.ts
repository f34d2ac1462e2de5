import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { powerModulo, toBytes, toInteger } from '../../../lib/tokens/integers.ts';
import { blindSign } from '../../../server/tokens/blind-sign.ts';
import { keyPairOf } from '../../../server/tokens/key-pair.ts';
import { bytesOf, hexOf, rfc9474 } from '../../unit/tokens/rfc9474.ts';
import { EPOCH, someSecret } from './token-world.ts';

const key = keyPairOf(await someSecret(), EPOCH);
const jwk = key.open.export({ format: 'jwk' });
const modulus = toInteger(new Uint8Array(Buffer.from(jwk.n ?? '', 'base64url')));

describe('blindSign', () => {
  const { n, e, d, p, q, vectors } = rfc9474;
  const integers = { n, e, d, p, q, ...remainders() };
  const secret = createPrivateKey({ key: { kty: 'RSA', ...base64urls(integers) }, format: 'jwk' });

  it.each(vectors)('gives what RFC 9474 gives: $name', ({ blinded_msg, blind_sig }) => {
    const signed = blindSign(
      { ...key, secret, open: createPublicKey(secret) },
      bytesOf(blinded_msg),
    );
    expect(signed && hexOf(signed)).toBe(blind_sig);
  });

  it.each([
    ['the modulus', modulus, false],
    ['one more', modulus + 1n, false],
    ['the largest number of 256 bytes', 2n ** 2048n - 1n, false],
    ['one less than the modulus', modulus - 1n, true],
    ['zero', 0n, true],
  ])('takes only numbers below the modulus: %s', (_, message, isTaken) => {
    expect(blindSign(key, toBytes(message, 256)) !== null).toBe(isTaken);
  });

  it('always answers with 256 bytes that the public key turns back', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: modulus - 1n }), (message) => {
        const signed = blindSign(key, toBytes(message, 256));
        expect(signed?.length).toBe(256);
        expect(powerModulo(toInteger(signed ?? Buffer.of()), 65_537n, modulus)).toBe(message);
      }),
      { numRuns: 30 },
    );
  });

  it('answers nothing rather than a signature that does not check', async () => {
    const other = keyPairOf(await someSecret(), EPOCH);
    const faulty = { ...key, open: other.open };
    expect(() => blindSign(faulty, toBytes(12_345n, 256))).toThrow('does not check');
  });

  function remainders() {
    const [first, second] = [toInteger(bytesOf(p)), toInteger(bytesOf(q))];
    const exponent = toInteger(bytesOf(d));
    const hex = (value: bigint) => hexOf(toBytes(value, 256));
    return {
      dp: hex(exponent % (first - 1n)),
      dq: hex(exponent % (second - 1n)),
      qi: hex(powerModulo(second, first - 2n, first)),
    };
  }
  function base64urls(numbers: Readonly<Record<string, string>>) {
    const entries = Object.entries(numbers);
    return Object.fromEntries(
      entries.map(([name, hex]) => [name, Buffer.from(hex, 'hex').toString('base64url')]),
    );
  }
});

describe('keyPairOf', () => {
  it.each([
    ['an elliptic curve', generateKeyPairSync('ed25519')],
    ['fewer bits', generateKeyPairSync('rsa', { modulusLength: 1024 })],
    ['another exponent', generateKeyPairSync('rsa', { modulusLength: 2048, publicExponent: 3 })],
  ])('refuses a key of %s', (_, { privateKey }) => {
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    expect(() => keyPairOf(pem, EPOCH)).toThrow('not an RSA key of 2,048 bits');
  });
});
