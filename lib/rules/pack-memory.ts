import * as z from 'zod/mini';
import { rulesKidSchema } from '../protocol/rules.ts';

/** The highest sequence number that was taken from each key, the bytes that had it and when they were issued. */
export const packMemorySchema = z
  .array(
    z.strictObject({
      kid: rulesKidSchema,
      seq: z.int().check(z.minimum(1)),
      digest: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
      issued: z.number(),
    }),
  )
  .check(z.maxLength(8));

export type PackMemory = z.infer<typeof packMemorySchema>;

/** A pack by what its place in the sequence hangs on. */
export interface Sequenced {
  readonly seq: number;
  /** SHA-256 of the payload, in hex. */
  readonly digest: string;
  /** Milliseconds since the epoch. */
  readonly issued: number;
  /** Those who signed it, of the pinned keys. */
  readonly signers: readonly string[];
}

/**
 * @returns why the pack must not follow what was taken before, null when it may. Each key has a sequence of its own:
 * so a number that a stolen key has driven up does not keep the other key's packs out. Between keys the time of issue
 * decides, so that nobody goes back by leaving out one of two signatures.
 */
export function whyOutOfOrder(
  { seq, digest, issued, signers }: Sequenced,
  memory: PackMemory,
): 'older' | 'other-bytes' | null {
  const before = memory.filter(({ kid }) => signers.includes(kid));
  const others = memory.filter(({ kid }) => !signers.includes(kid));
  if (before.some((taken) => seq < taken.seq)) return 'older';
  if (others.some((taken) => issued < taken.issued)) return 'older';
  const isOther = before.some((taken) => seq === taken.seq && digest !== taken.digest);
  return isOther ? 'other-bytes' : null;
}

/** @returns the memory with this pack in it; keys that are pinned no more are forgotten */
export function remember(
  { seq, digest, issued, signers }: Sequenced,
  memory: PackMemory,
  pinned: readonly string[],
): PackMemory {
  const others = memory.filter(({ kid }) => pinned.includes(kid) && !signers.includes(kid));
  return [...others, ...signers.map((kid) => ({ kid, seq, digest, issued }))];
}
