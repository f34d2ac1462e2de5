import * as z from 'zod/mini';
import type { MinuteRow } from '../journal/rows.ts';
import { minuteRowSchema } from '../journal/rows.ts';
import { NO_SIGNALS, signalsOf } from '../journal/signal-bits.ts';
import { MAX_BODY_BYTES, type Seen } from '../protocol/reports.ts';
import { featureSchema, serviceIdSchema } from '../protocol/vocabulary.ts';

const time = z.number();
const id = z.string().check(z.maxLength(40));

/**
 * A body that is on its way, with all that it takes: it is repeated byte by byte until the server has
 * acknowledged or refused it.
 */
export const batchSchema = z.strictObject({
  id,
  /** The UTC day of its tag; null for the one-off tag of a report without consent. */
  day: z.nullable(z.int()),
  body: z.string().check(z.maxLength(MAX_BODY_BYTES)),
  seen: z.array(minuteRowSchema).check(z.maxLength(64)),
  /** The one-click report that it carries; such a batch carries nothing else. */
  said: z.nullable(id),
  madeAt: time,
  dueAt: time,
  attempts: z.int(),
});
export type Batch = z.infer<typeof batchSchema>;

/** A one-click report as this browser remembers it. */
export const saidRowSchema = z.strictObject({
  id,
  service: serviceIdSchema,
  feature: featureSchema,
  at: time,
  state: z.enum(['waiting', 'arrived', 'refused']),
});
export type SaidRow = z.infer<typeof saidRowSchema>;

/** A body that left this browser, exactly as sent, however it was answered. */
export const sentRowSchema = z.strictObject({
  /** When it was first answered, or given up. */
  at: time,
  /** As of its batch: with this day, all that carries its tag is forgotten. */
  day: z.nullable(z.int()),
  body: z.string().check(z.maxLength(MAX_BODY_BYTES)),
});
export type SentRow = z.infer<typeof sentRowSchema>;

/** More signals than this in one minute are not sent: the wire allows no more. */
const MAX_SIGNALS = 16;

/** @returns a minute as the wire tells it: one failure makes it a failed one */
export function seenOf({ service, minute, signals }: MinuteRow): Seen {
  return {
    service,
    minute,
    outcome: signals === NO_SIGNALS ? 'ok' : 'failed',
    signals: signalsOf(signals).slice(0, MAX_SIGNALS),
  };
}
