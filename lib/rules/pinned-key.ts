import * as z from 'zod/mini';
import { rulesKidSchema } from '../protocol/rules.ts';

/** The public half of a key that may sign rule packs, as a build carries it. */
export interface PinnedKey {
  readonly kid: string;
  /** 32 bytes in base64url without padding, as in a JWK. */
  readonly x: string;
}

const pinnedKeysSchema = z
  .array(
    z.strictObject({ kid: rulesKidSchema, x: z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/)) }),
  )
  .check(z.maxLength(2));

/**
 * @param built what the build put in, text or nothing
 * @returns the pinned keys: the current one and the spare; none where nothing fits, and then no pack is believed
 */
export function pinnedKeysIn(built: unknown): readonly PinnedKey[] {
  if (typeof built !== 'string') return [];
  try {
    return pinnedKeysSchema.parse(JSON.parse(built));
  } catch {
    return [];
  }
}
