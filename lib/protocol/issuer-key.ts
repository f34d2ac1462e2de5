import * as z from 'zod/mini';
import { minuteSchema } from './vocabulary.ts';

/** How long one key of the issuer lives, and with it its tokens and their nullifiers. Minutes. */
export const EPOCH_MINUTES = 12 * 60;

/** The most keys that a rule pack may carry: of the 14 days a pack can live, the present one and the next. */
export const MAX_ISSUER_KEYS = 32;

/** Names a key: the first 12 bytes of the SHA-256 of its SPKI, in lower-case hex. */
export const keyIdSchema = z.string().check(z.regex(/^[0-9a-f]{24}$/));

/**
 * One public key of the issuer as the signed rule pack carries it. Everybody has it from there: a key that was
 * handed to each browser could be another for each.
 */
export const issuerKeySchema = z
  .strictObject({
    kid: keyIdSchema,
    /** The first minute, since the epoch of Unix, in which it signs and its tokens are taken. */
    from: minuteSchema,
    /** The first minute in which it does so no more. */
    until: minuteSchema,
    /** RSA-2048 with exponent 65537: SPKI (RFC 5280, algorithm rsaEncryption) in DER, in base64. */
    spki: z.base64().check(z.length(392)),
  })
  .check(
    z.refine(({ from, until }) => until > from, {
      path: ['until'],
      message: 'a key ends after it begins',
    }),
  );

export type IssuerKey = z.infer<typeof issuerKeySchema>;

/** `issuerKeys` of a rule pack, in order of time, no two for the same minute. */
export const issuerKeysSchema = z.array(issuerKeySchema).check(
  z.maxLength(MAX_ISSUER_KEYS),
  z.refine(
    (keys) => keys.every(({ from }, index) => index === 0 || from >= (keys[index - 1]?.until ?? 0)),
    'keys follow each other and do not overlap',
  ),
);
