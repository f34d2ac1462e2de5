import { bytesOfBase64, type RulesFile, signedBytes } from '../protocol/rules.ts';
import type { PinnedKey } from './pinned-key.ts';

/**
 * Checks signatures with Ed25519 (RFC 8032) of the browser's own WebCrypto: Chrome 137, Firefox 129.
 * @param payload the bytes that are said to be signed
 * @param keys the only ones that are believed
 * @returns the ids of those of them that signed exactly these bytes
 */
export async function signersOf(
  payload: Uint8Array,
  { sigs }: RulesFile,
  keys: readonly PinnedKey[],
): Promise<readonly string[]> {
  const message = signedBytes(payload);
  const checked = await Promise.all(
    keys.map(async ({ kid, x }) => {
      const claimed = sigs.filter((sig) => sig.kid === kid);
      const signed = await Promise.all(
        claimed.map(({ sig }) => isSigned(message, bytesOfBase64(sig), x)),
      );
      return signed.includes(true) ? kid : null;
    }),
  );
  return checked.filter((kid) => kid !== null);
}

/** @param x the public key, 32 bytes in base64url */
async function isSigned(
  message: Uint8Array<ArrayBuffer>,
  signature: Uint8Array<ArrayBuffer>,
  x: string,
): Promise<boolean> {
  try {
    const jwk = { kty: 'OKP', crv: 'Ed25519', x };
    const key = await crypto.subtle.importKey('jwk', jwk, 'Ed25519', false, ['verify']);
    return await crypto.subtle.verify('Ed25519', key, signature, message);
  } catch {
    // A key that is none signs nothing.
    return false;
  }
}
