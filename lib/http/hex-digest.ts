import { toHex } from '../protocol/hex.ts';

/** @returns the SHA-256 of the bytes in lower-case hex */
export async function hexDigest(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}
