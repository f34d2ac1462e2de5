import * as z from 'zod/mini';
import { featureSchema } from '../protocol/vocabulary.ts';

/**
 * An address without query: `/path` on any host of the service, or `host/path` on that one.
 * `{name}` stands for one segment, `{a|b}` for one of the named ones, a final `**` for any rest.
 */
export const patternSchema = z
  .string()
  .check(
    z.maxLength(160),
    z.regex(/^([a-z0-9-]+(\.[a-z0-9-]+)+)?(\/([\w.~:@$-]+|\{[\w.|-]+\}))*(\/(\*\*)?)?$/),
  );

/** What a status means where it does not mean what it means everywhere. */
export const MEANINGS = [
  'ok',
  'nothing',
  'service',
  'overloaded',
  'unclear',
  'limit',
  'signed-out',
  'challenge',
  'policy',
] as const;

const status = z.string().check(z.regex(/^[1-5]\d\d$/));

/** One address of the app, what breaks with it, and whether its success means that the user tried something. */
export const endpointSchema = z.strictObject({
  path: patternSchema,
  methods: z.optional(
    z.array(z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])).check(z.maxLength(5)),
  ),
  feature: featureSchema,
  /** `use`: a success counts as tried. `quiet`: polling or secondary, only failures count. */
  role: z.enum(['use', 'quiet']),
  /** Statuses after which the page tries again by itself: one of them alone is weak evidence. */
  retried: z.optional(z.array(status).check(z.maxLength(10))),
  statuses: z.optional(z.record(status, z.enum(MEANINGS))),
  /** Switched off: nothing that it answers means anything, nor does a later one that fits as well. */
  off: z.optional(z.literal(true)),
});

export type Endpoint = z.infer<typeof endpointSchema>;
export type Meaning = (typeof MEANINGS)[number];
