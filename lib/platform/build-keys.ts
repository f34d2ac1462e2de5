import { createHash } from 'node:crypto';

const KEY = /^[A-Za-z0-9_-]{43}$/;

/**
 * @param value `OUTCRY_RULES_KEYS` at build time: one or two public keys, each 32 bytes in base64url
 * @returns what the build pins, for `pinnedKeysIn`; null for none, and then the extension keeps the rules it brings
 * @throws Error with a line to show when they are no keys
 */
export function buildKeys(value: string | undefined): string | null {
  if (!value) return null;
  const keys = value.split(',').map((key) => key.trim());
  if (keys.length > 2 || !keys.every((key) => KEY.test(key))) {
    throw new Error(
      `OUTCRY_RULES_KEYS must be one or two public keys as "npm run sign-rules -- keys" prints them, separated by a comma: "${value}"`,
    );
  }
  return JSON.stringify(keys.map((x) => ({ kid: kidOf(x), x })));
}

/** @param x a public key in base64url @returns its id */
export function kidOf(x: string): string {
  return createHash('sha256').update(Buffer.from(x, 'base64url')).digest('hex').slice(0, 16);
}
