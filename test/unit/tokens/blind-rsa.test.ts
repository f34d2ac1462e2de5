import { createPublicKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { blind, finalise, importPublicKey } from '../../../lib/tokens/blind-rsa.ts';
import { inverseModulo, powerModulo, toBytes, toInteger } from '../../../lib/tokens/integers.ts';
import { bytesOf, hexOf, rfc9474 } from './rfc9474.ts';

const { n, e, d, p, q, msg, vectors } = rfc9474;
const modulus = toInteger(bytesOf(n));
const base64url = (hex: string) => Buffer.from(hex, 'hex').toString('base64url');
const spki = createPublicKey({
  key: { kty: 'RSA', n: base64url(n), e: base64url(e) },
  format: 'jwk',
}).export({ type: 'spki', format: 'der' });

describe.each(vectors)('RFC 9474, appendix A: $name', (vector) => {
  const message = bytesOf(vector.msg_prefix + msg);
  const salt = bytesOf(vector.salt);

  it('blinds the message as the vector does', async () => {
    const key = await importPublicKey(new Uint8Array(spki));
    const factor = inverseModulo(toInteger(bytesOf(vector.inv)), modulus);
    const random = [...(salt.length > 0 ? [salt] : []), toBytes(factor ?? 0n, 512)];
    const bytes = () => random.shift() ?? new Uint8Array();
    const blinded = await blind(key, message, bytes, salt.length);
    expect(hexOf(blinded.message)).toBe(vector.blinded_msg);
    expect(hexOf(blinded.inverse)).toBe(vector.inv);
  });

  it('takes the blinding off as the vector does', async () => {
    const key = await importPublicKey(new Uint8Array(spki));
    const [blindSignature, inverse] = [bytesOf(vector.blind_sig), bytesOf(vector.inv)];
    const signature = await finalise(key, message, blindSignature, inverse, salt.length);
    expect(signature && hexOf(signature)).toBe(vector.sig);
  });

  it('knows a blind signature of something else', async () => {
    const key = await importPublicKey(new Uint8Array(spki));
    const other = Uint8Array.from(message, (byte, index) => (index === 40 ? byte ^ 1 : byte));
    const [blindSignature, inverse] = [bytesOf(vector.blind_sig), bytesOf(vector.inv)];
    expect(await finalise(key, other, blindSignature, inverse, salt.length)).toBeNull();
    expect(await finalise(key, message, inverse, blindSignature.slice(1), salt.length)).toBeNull();
  });
});

describe('the numbers of the vectors', () => {
  it('belong together', () => {
    const [first, second] = [toInteger(bytesOf(p)), toInteger(bytesOf(q))];
    expect(first * second).toBe(modulus);
    const secret = powerModulo(2n, toInteger(bytesOf(d)), modulus);
    expect(powerModulo(secret, toInteger(bytesOf(e)), modulus)).toBe(2n);
  });
});
