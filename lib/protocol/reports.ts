import * as z from 'zod/mini';
import { tokenSchema } from './token.ts';
import { featureSchema, minuteSchema, outcomeSchema, signalSchema } from './vocabulary.ts';

/** The server refuses a longer body with 413. Bytes. */
export const MAX_BODY_BYTES = 4096;

/** The only two sizes the extension sends, so that a length tells nothing. Bytes. */
export const BODY_BYTES = [1024, MAX_BODY_BYTES] as const;

/** Minutes older than this are dropped by the server: the verdict has moved on. */
export const MAX_AGE_MINUTES = 10;

/** Minutes further ahead than this are dropped by the server: a wrong clock. */
export const MAX_AHEAD_MINUTES = 2;

/** 16 bytes in base64url without padding. */
export const tagSchema = z.string().check(z.regex(/^[A-Za-z0-9_-]{21}[AQgw]$/));
const padSchema = z.string().check(z.maxLength(MAX_BODY_BYTES), z.regex(/^(?:([\s\S])\1*)?$/u));

/**
 * The body of `POST /v1/reports`: strict, every list bounded.
 * @param serviceIds the closed list of services; any other id is refused
 */
export function createReportsSchema(serviceIds: readonly string[]) {
  const service = z.enum(serviceIds);
  const seen = z
    .strictObject({
      service,
      minute: minuteSchema,
      outcome: outcomeSchema,
      signals: z.array(signalSchema).check(z.maxLength(16)),
    })
    .check(
      z.refine((entry) => entry.outcome === 'failed' || entry.signals.length === 0, {
        path: ['signals'],
        message: 'an ok minute has no signals',
      }),
    );
  const said = z.strictObject({ service, minute: minuteSchema, feature: featureSchema });
  return z
    .strictObject({
      /** 2 with a token, 1 without: one form for both, so that a batch reads the same. */
      v: z.literal([1, 2]),
      tag: tagSchema,
      token: z.optional(tokenSchema),
      seen: z.array(seen).check(z.maxLength(64)),
      said: z.array(said).check(z.maxLength(16)),
      pad: z.optional(padSchema),
    })
    .check(
      z.refine(({ v, token }) => v === 1 || token !== undefined, {
        path: ['v'],
        message: 'version 2 has a token',
      }),
      z.refine(({ v, token }) => v === 2 || token === undefined, {
        path: ['token'],
        message: 'version 1 has no token',
      }),
    );
}

export type Reports = z.infer<ReturnType<typeof createReportsSchema>>;
export type Seen = Reports['seen'][number];
export type Said = Reports['said'][number];

/** The answer to an accepted batch: seconds until the next one is welcome. */
export const acceptedSchema = z.strictObject({
  next: z.int().check(z.minimum(1), z.maximum(86_400)),
});
