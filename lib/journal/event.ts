import * as z from 'zod/mini';
import { evidenceSchema, pendingSchema } from '../detect/finding.ts';
import {
  causeSchema,
  featureSchema,
  kindSchema,
  reasonSchema,
  serviceIdSchema,
} from '../protocol/vocabulary.ts';

/** One failure as this browser remembers it, however many observers saw it. Times are milliseconds since the epoch. */
export const eventSchema = z.strictObject({
  id: z.string().check(z.maxLength(40)),
  service: serviceIdSchema,
  feature: featureSchema,
  kind: kindSchema,
  cause: causeSchema,
  reason: z.optional(reasonSchema),
  /** Rests on weak evidence alone: no failure until a second sign joins it. */
  weak: z.optional(z.literal(true)),
  /** What is learned of the reader's own network may still change the cause. */
  pending: z.optional(pendingSchema),
  /** When the user's own limit ends, as the page said. Stays in this browser. */
  until: z.optional(z.number()),
  /** The first is what the cause rests on. */
  evidence: z.array(evidenceSchema).check(z.minLength(1), z.maxLength(8)),
  at: z.number(),
  lastAt: z.number(),
  times: z.int().check(z.minimum(1)),
});

export type Event = z.infer<typeof eventSchema>;
