import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBase64url, toBase64url } from '../../../lib/protocol/base64url.ts';
import { isSolved } from '../../../lib/protocol/issuance.ts';
import { readToken, tokenMessage, tokenSchema, writeToken } from '../../../lib/protocol/token.ts';
import { inverseModulo, powerModulo, toBytes, toInteger } from '../../../lib/tokens/integers.ts';

const bytes = (length: number) =>
  fc.uint8Array({ minLength: length, maxLength: length }).map((made) => new Uint8Array(made));
const token = fc.record({
  kid: bytes(12).map((id) => Buffer.from(id).toString('hex')),
  nonce: bytes(32),
  signature: bytes(256),
});

describe('a token', () => {
  it('is read as it was written, and has one form only', () => {
    fc.assert(
      fc.property(token, (made) => {
        const text = tokenSchema.parse(writeToken(made));
        expect(readToken(text)).toEqual(made);
        expect(writeToken(readToken(text))).toBe(text);
      }),
    );
  });

  it('signs its domain, its key and its nonce, and nothing else', () => {
    fc.assert(
      fc.property(token, ({ kid, nonce }) => {
        const message = Buffer.from(tokenMessage({ kid, nonce }));
        expect(message.toString('latin1', 0, 16)).toBe('outcry-token-v1\0');
        expect(message.toString('hex', 16)).toBe(kid + Buffer.from(nonce).toString('hex'));
      }),
    );
  });
});

describe('base64url', () => {
  it('is what Node has by this name', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (made) => {
        const text = toBase64url(made);
        expect(text).toBe(Buffer.from(made).toString('base64url'));
        expect(fromBase64url(text)).toEqual(new Uint8Array(made));
      }),
    );
  });
});

describe('integers', () => {
  const positive = fc.bigInt({ min: 1n, max: 2n ** 300n });

  it('are their bytes, with the most significant first', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 40 }), (made) => {
        expect(toBytes(toInteger(made), made.length)).toEqual(new Uint8Array(made));
      }),
    );
    expect(() => toBytes(256n, 1)).toThrow(RangeError);
  });

  it('have an inverse exactly where they share no factor with the modulus', () => {
    fc.assert(
      fc.property(positive, fc.bigInt({ min: 2n, max: 2n ** 300n }), (value, modulus) => {
        const inverse = inverseModulo(value, modulus);
        if (inverse === null) return;
        expect((inverse * value) % modulus).toBe(1n);
        expect(inverse >= 0n && inverse < modulus).toBe(true);
      }),
    );
    expect(inverseModulo(6n, 9n)).toBeNull();
    expect(inverseModulo(0n, 7n)).toBeNull();
  });

  it('are raised to powers as by multiplying', () => {
    fc.assert(
      fc.property(positive, fc.nat({ max: 40 }), positive, (base, exponent, modulus) => {
        fc.pre(modulus > 1n);
        expect(powerModulo(base, BigInt(exponent), modulus)).toBe(
          base ** BigInt(exponent) % modulus,
        );
      }),
    );
  });
});

describe('a puzzle', () => {
  it('is solved by one hash in so many', () => {
    const first = (value: number) => {
      const made = new Uint8Array(4);
      new DataView(made.buffer).setUint32(0, value);
      return made;
    };
    for (const tries of [1, 2, 64, 512]) {
      const limit = 2 ** 32 / tries;
      expect(isSolved(first(limit - 1), tries)).toBe(true);
      if (tries > 1) expect(isSolved(first(limit), tries)).toBe(false);
    }
  });
});
