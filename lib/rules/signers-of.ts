import { bytesOfBase64, type RulesFile, signedBytes } from '../protocol/rules.ts';
import { isSigned } from './is-signed.ts';
import type { PinnedKey } from './pinned-key.ts';

/**
 * Checks the signatures of a pack.
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
