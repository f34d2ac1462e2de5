import { fromBase64url, toBase64url } from '../protocol/base64url.ts';
import { TOKENS_PER_REQUEST } from '../protocol/issuance.ts';
import type { IssuerKey } from '../protocol/issuer-key.ts';
import { bytesOfBase64 } from '../protocol/rules.ts';
import { NONCE_BYTES, tokenMessage, writeToken } from '../protocol/token.ts';
import { blind, finalise, importPublicKey } from './blind-rsa.ts';
import type { Pending } from './wallet.ts';

/**
 * @param bytes gives cryptographically random bytes
 * @returns as many tokens-to-be as one request takes, blinded for a key
 */
export async function makeBlanks(
  { kid, spki }: Pick<IssuerKey, 'kid' | 'spki'>,
  bytes: (count: number) => Uint8Array,
): Promise<Pending> {
  const key = await importPublicKey(bytesOfBase64(spki));
  const blanks: Pending['blanks'] = [];
  while (blanks.length < TOKENS_PER_REQUEST) {
    const nonce = new Uint8Array(bytes(NONCE_BYTES));
    const { message, inverse } = await blind(key, tokenMessage({ kid, nonce }), bytes);
    blanks.push({
      nonce: toBase64url(nonce),
      blinded: toBase64url(message),
      inverse: toBase64url(inverse),
    });
  }
  return { kid, blanks };
}

/**
 * @param signed what the issuer made of the blanks, in order
 * @returns the tokens; null when any signature is not the issuer's
 */
export async function finishBlanks(
  { kid, blanks }: Pending,
  signed: readonly string[],
  { spki }: Pick<IssuerKey, 'spki'>,
): Promise<readonly string[] | null> {
  const key = await importPublicKey(bytesOfBase64(spki));
  const tokens: string[] = [];
  for (const [index, { nonce: written, inverse }] of blanks.entries()) {
    const nonce = fromBase64url(written);
    const message = tokenMessage({ kid, nonce });
    const blindSignature = fromBase64url(signed[index] ?? '');
    const signature = await finalise(key, message, blindSignature, fromBase64url(inverse));
    if (signature === null) return null;
    tokens.push(writeToken({ kid, nonce, signature }));
  }
  return tokens;
}
