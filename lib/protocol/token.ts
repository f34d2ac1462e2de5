import * as z from 'zod/mini';
import { fromBase64url, toBase64url } from './base64url.ts';
import { fromHex, toHex } from './hex.ts';

/** Random bytes by which a token differs from all others. */
export const NONCE_BYTES = 32;

const KEY_ID_BYTES = 12;

/** What a token's signature is about, so that no signature made for anything else fits. */
const DOMAIN = 'outcry-token-v1\0';

/** A token: id of the key, nonce and signature, 300 bytes in base64url. */
export const tokenSchema = z.string().check(z.regex(/^[A-Za-z0-9_-]{400}$/));

/** A token taken apart. */
export interface Token {
  /** As in `issuerKeySchema`. */
  readonly kid: string;
  readonly nonce: Uint8Array<ArrayBuffer>;
  /** RSASSA-PSS of `tokenMessage`: SHA-384, a salt of 48 bytes. */
  readonly signature: Uint8Array<ArrayBuffer>;
}

/** @returns bytes one after the other */
export function joinBytes(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** @returns the bytes that the issuer signs without seeing them */
export function tokenMessage({
  kid,
  nonce,
}: Pick<Token, 'kid' | 'nonce'>): Uint8Array<ArrayBuffer> {
  return joinBytes(new TextEncoder().encode(DOMAIN), fromHex(kid), nonce);
}

/** @returns the token as it stands in a batch */
export function writeToken({ kid, nonce, signature }: Token): string {
  return toBase64url(joinBytes(fromHex(kid), nonce, signature));
}

/** @param text as `tokenSchema` has it */
export function readToken(text: string): Token {
  const bytes = fromBase64url(text);
  const rest = bytes.slice(KEY_ID_BYTES);
  return {
    kid: toHex(bytes.subarray(0, KEY_ID_BYTES)),
    nonce: rest.slice(0, NONCE_BYTES),
    signature: rest.slice(NONCE_BYTES),
  };
}
