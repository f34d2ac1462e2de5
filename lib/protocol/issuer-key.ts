import * as z from 'zod/mini';
import { minuteSchema } from './vocabulary.ts';

/** How long a key of the issuer lives, and with it its tokens and their nullifiers: its epoch. Minutes. */
export const EPOCH_MINUTES = 12 * 60;

/** A key signs in the first half of its epoch, while the tokens of the key before it are still good. Minutes. */
export const SIGNING_MINUTES = EPOCH_MINUTES / 2;

/** The most keys that a rule pack may carry. */
export const MAX_ISSUER_KEYS = 64;

/** Names a key: the first 12 bytes of the SHA-256 of its SPKI, in lower-case hex. */
export const keyIdSchema = z.string().check(z.regex(/^[0-9a-f]{24}$/));

/**
 * One public key of the issuer as the signed rule pack carries it. Everybody has it from there: a key that was
 * handed to each browser could be another for each.
 */
export const issuerKeySchema = z
  .strictObject({
    kid: keyIdSchema,
    /** The first minute, since 1970, in which it signs and its tokens are taken. */
    from: minuteSchema,
    /** The first minute in which neither holds any more. */
    until: minuteSchema,
    /** RSA-2048 with exponent 65537: SPKI (RFC 5280, algorithm rsaEncryption) in DER, in base64. */
    spki: z.base64().check(z.length(392)),
  })
  .check(
    z.refine(({ from, until }) => until === from + EPOCH_MINUTES, {
      path: ['until'],
      message: 'a key lives for one epoch',
    }),
  );

export type IssuerKey = z.infer<typeof issuerKeySchema>;

/** `issuerKeys` of a rule pack: the present key and the next, at least; in order of time. */
export const issuerKeysSchema = z.array(issuerKeySchema).check(
  z.maxLength(MAX_ISSUER_KEYS),
  z.refine(
    (keys) =>
      keys.every(
        ({ from }, index) => from >= (keys[index - 1]?.from ?? -1) + (index && SIGNING_MINUTES),
      ),
    'one key signs at a time',
  ),
);

/** @returns the key that signs in this minute */
export function signingKey<K extends Pick<IssuerKey, 'from'>>(
  keys: readonly K[],
  minute: number,
): K | null {
  return keys.find(({ from }) => from <= minute && minute < from + SIGNING_MINUTES) ?? null;
}
