import * as z from 'zod/mini';
import {
  featureSchema,
  levelSchema,
  minuteSchema,
  stateSchema,
} from '../../lib/protocol/vocabulary.ts';

const count = z.int().check(z.minimum(0));
const share = z.number().check(z.minimum(0), z.maximum(1));
const maybeMinute = z.nullable(minuteSchema);

/** What the vendor's own page said of an incident, where it could be read. */
const officialTimesSchema = z.object({
  /**
   * When the page first named trouble, by its own clock where it tells, else when the server first saw it;
   * null while it names none.
   */
  posted: maybeMinute,
  /** False when the page could not be read before: it may have named trouble earlier. */
  exact: z.boolean(),
  /** When the page said again that all is fine; null while it does not. */
  resolved: maybeMinute,
  /** The vendor's title of it. */
  title: z.nullable(z.string().check(z.maxLength(200))),
});

/** How an incident ended: the share fell to normal, or no voice was left to tell. */
const endSchema = z.enum(['recovered', 'unseen']);

/** One incident of one service, as it is told. Minutes are whole minutes since the epoch. */
export const incidentRowSchema = z.object({
  service: z.string(),
  /** When the public was first told; names the incident together with the service. */
  opened: minuteSchema,
  /** When the public was first told that it is confirmed; null when it never was. */
  confirmed: maybeMinute,
  /** The likeliest minute in which it began. */
  since: minuteSchema,
  /** The newest state that was not `unknown`. */
  state: stateSchema,
  /** The worst state it reached. */
  worst: stateSchema,
  level: levelSchema,
  ended: maybeMinute,
  end: z.nullable(endSchema),
  /** The last minute in which anything above, or the vendor's word, changed. */
  updated: minuteSchema,
  /** Null if the page could not be read, or nobody tried. */
  official: z.nullable(officialTimesSchema),
  /** Minutes from our confirmation to the vendor's first word; null unless ours came first. */
  lead: z.nullable(count),
  /** Voices after the caps, from `since` to the end. */
  tried: count,
  failed: count,
  /** The largest share of ten minutes that failed for certain (lower 95 % limit); null while voices are few. */
  peak: z.nullable(share),
  /** What stands out, largest first; see `explainIncident`. */
  features: z.array(z.object({ feature: featureSchema, share })).check(z.maxLength(3)),
});

export type IncidentRow = z.infer<typeof incidentRowSchema>;
export type OfficialTimes = z.infer<typeof officialTimesSchema>;
