import { describe, expect, it } from 'vitest';
import { fromBase64url } from '../../../lib/protocol/base64url.ts';
import { readToken, tokenMessage } from '../../../lib/protocol/token.ts';
import { inverseModulo, powerModulo, toInteger } from '../../../lib/tokens/integers.ts';
import { createIssuer } from '../../../server/tokens/issuer.ts';
import { keyPairOf } from '../../../server/tokens/key-pair.ts';
import { EPOCH, newRequest, someSecret, tokensOf } from './token-world.ts';

const key = keyPairOf(await someSecret(), EPOCH);
const jwk = key.secret.export({ format: 'jwk' });
const integer = (text = '') => toInteger(new Uint8Array(Buffer.from(text, 'base64url')));
const [modulus, exponent, secret] = [integer(jwk.n), integer(jwk.e), integer(jwk.d)];

/** All that the issuer sees of a token when it is issued. */
interface Sight {
  readonly blinded: bigint;
  readonly signed: bigint;
}

async function issueTo(browsers: number): Promise<{ sights: Sight[]; tokens: string[] }> {
  const now = EPOCH * 60_000;
  const issuer = createIssuer({ signing: () => key }, () => now);
  const sights: Sight[] = [];
  const tokens: string[] = [];
  for (let bucket = 0; bucket < browsers; bucket += 1) {
    const { pending, body } = await newRequest(key);
    const issued = await issuer.issue(JSON.parse(body), bucket);
    if (issued.kind !== 'answered' || !('signed' in issued.answer)) throw new Error(issued.kind);
    const { signed } = issued.answer;
    pending.blanks.forEach(({ blinded }, index) => {
      sights.push({
        blinded: toInteger(fromBase64url(blinded)),
        signed: toInteger(fromBase64url(signed[index] ?? '')),
      });
    });
    tokens.push(...(await tokensOf(pending, issued.answer, key)));
  }
  return { sights, tokens };
}

describe('what the issuer saw', () => {
  it('fits every token equally well: for each pair there is exactly one blinding factor that explains it', async () => {
    const { sights, tokens } = await issueTo(3);
    expect(tokens).toHaveLength(12);
    const factors = new Set<bigint>();
    for (const token of tokens) {
      const signature = toInteger(readToken(token).signature);
      const encoded = powerModulo(signature, exponent, modulus);
      const unsigned = inverseModulo(encoded, modulus) ?? 0n;
      for (const { blinded, signed } of sights) {
        // The e-th root of blinded / encoded: taking it is a bijection, so there is one and no other.
        const factor = powerModulo(blinded * unsigned, secret, modulus);
        expect((encoded * powerModulo(factor, exponent, modulus)) % modulus).toBe(blinded);
        expect((signed * (inverseModulo(factor, modulus) ?? 0n)) % modulus).toBe(signature);
        factors.add(factor);
      }
    }
    // As blinding factors are drawn uniformly, each explanation is as likely as the other.
    expect(factors.size).toBe(144);
  });

  it('has no byte in common with the token: neither nonce, nor signature, nor encoded message', async () => {
    const { sights, tokens } = await issueTo(1);
    for (const token of tokens) {
      const { nonce, signature, kid } = readToken(token);
      const seen = sights.flatMap(({ blinded, signed }) => [
        blinded.toString(16),
        signed.toString(16),
      ]);
      const own = [nonce, signature.subarray(0, 8), signature.subarray(-8)].map((bytes) =>
        Buffer.from(bytes).toString('hex'),
      );
      for (const text of seen) for (const part of own) expect(text).not.toContain(part);
      expect(Buffer.from(tokenMessage({ kid, nonce })).toString('latin1')).toContain(
        'outcry-token-v1',
      );
    }
  });
});
