import * as z from 'zod/mini';
import { isoTime } from './status.ts';
import { serviceIdSchema, stateSchema } from './vocabulary.ts';

const count = z.int().check(z.minimum(0), z.maximum(1_000_000_000_000));

/** Quarter-hours in the history: 24 hours, the current one last. */
export const HISTORY_QUARTERS = 96;

/** UTC days in the history, today last. */
export const HISTORY_DAYS = 90;

/** One quarter-hour or day: its start, its voices after the caps, and the worst state in it. */
export const periodSchema = z.strictObject({
  start: isoTime,
  tried: count,
  failed: count,
  state: stateSchema,
});

/** A period nobody spoke in, and about which nothing is known, is null: a gap, never green. */
const periods = (length: number) => z.array(z.nullable(periodSchema)).check(z.length(length));

export const serviceHistorySchema = z.strictObject({
  quarters: periods(HISTORY_QUARTERS),
  days: periods(HISTORY_DAYS),
});

/** The body of `GET /v1/history.json`: oldest period first. */
export const historySchema = z.strictObject({
  v: z.literal(1),
  at: isoTime,
  services: z.record(serviceIdSchema, serviceHistorySchema),
});

export type Period = z.infer<typeof periodSchema>;
export type ServiceHistory = z.infer<typeof serviceHistorySchema>;
export type History = z.infer<typeof historySchema>;
