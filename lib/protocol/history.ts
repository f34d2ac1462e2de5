import * as z from 'zod/mini';
import { isoTime } from './status.ts';
import { featureSchema, levelSchema, serviceIdSchema, stateSchema } from './vocabulary.ts';
import { HISTORY_QUARTERS } from './words.ts';

const count = z.int().check(z.minimum(0), z.maximum(1_000_000_000_000));

export { HISTORY_QUARTERS };

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

/** The newest incidents in the history; older ones keep their pages for 90 days. */
export const HISTORY_INCIDENTS = 200;

const share = z.number().check(z.minimum(0), z.maximum(1));

/** What the vendor's own page said of an incident. */
const incidentOfficialSchema = z.strictObject({
  /** When it first named trouble; null while it names none. */
  posted: z.nullable(isoTime),
  /** When it said again that all is fine. */
  resolved: z.nullable(isoTime),
  title: z.nullable(z.string().check(z.maxLength(200))),
});

/** One incident of one service, as everybody was told of it. */
export const incidentSchema = z.strictObject({
  /** Names it together with the service: its page is `/s/<service>/incident/<id>`. */
  id: z.string().check(z.regex(/^\d{4}-\d\d-\d\d-\d{4}$/)),
  service: serviceIdSchema,
  /** When everybody was first told. */
  opened: isoTime,
  /** When everybody was first told that it is confirmed. */
  confirmed: z.nullable(isoTime),
  /** The likeliest beginning. */
  since: isoTime,
  ended: z.nullable(isoTime),
  /** `recovered`: the share fell to normal; `unseen`: no voice was left to tell. */
  end: z.nullable(z.enum(['recovered', 'unseen'])),
  /** The newest state that was not `unknown`, and the worst. */
  state: stateSchema,
  worst: stateSchema,
  level: levelSchema,
  /** Voices after the caps, from `since` to the end. */
  tried: count,
  failed: count,
  /** The largest share of ten minutes that failed for certain: a lower 95 % limit. */
  peak: z.nullable(share),
  /** What stands out, largest first. */
  features: z.array(z.strictObject({ feature: featureSchema, share })).check(z.maxLength(3)),
  /** Null where the vendor's page could not be read. */
  official: z.nullable(incidentOfficialSchema),
  /** Minutes from `confirmed` to `official.posted`; null unless we were first. */
  lead: z.nullable(z.int()),
});

/** The body of `GET /v1/history.json`: oldest period first, newest incident first. */
export const historySchema = z.strictObject({
  v: z.literal(1),
  at: isoTime,
  services: z.record(serviceIdSchema, serviceHistorySchema),
  incidents: z.array(incidentSchema).check(z.maxLength(HISTORY_INCIDENTS)),
});

export type Period = z.infer<typeof periodSchema>;
export type ServiceHistory = z.infer<typeof serviceHistorySchema>;
export type Incident = z.infer<typeof incidentSchema>;
export type History = z.infer<typeof historySchema>;
