import * as z from 'zod/mini';
import { CAUSES, FEATURES, KINDS, LEVELS, OUTCOMES, REASONS, STATES } from './words.ts';

export { CAUSES, FEATURES, KINDS, LEVELS, OUTCOMES, REASONS, STATES };

export const featureSchema = z.enum(FEATURES);
export const kindSchema = z.enum(KINDS);
export const causeSchema = z.enum(CAUSES);
export const reasonSchema = z.enum(REASONS);
export const outcomeSchema = z.enum(OUTCOMES);
export const stateSchema = z.enum(STATES);
export const levelSchema = z.enum(LEVELS);

export type Feature = z.infer<typeof featureSchema>;
export type Kind = z.infer<typeof kindSchema>;
export type Cause = z.infer<typeof causeSchema>;
export type Reason = z.infer<typeof reasonSchema>;
export type Outcome = z.infer<typeof outcomeSchema>;
export type State = z.infer<typeof stateSchema>;
export type Level = z.infer<typeof levelSchema>;

/** `feature/kind`, for example `conversation/http-5xx`. */
export type Signal = `${Feature}/${Kind}`;

/** Every signal there is, in a fixed order: an index in this list is a signal's bit in stored rows. Append only. */
export const SIGNALS: readonly Signal[] = FEATURES.flatMap((feature) =>
  KINDS.map((kind): Signal => `${feature}/${kind}`),
);

export const signalSchema = z.enum(SIGNALS as [Signal, ...Signal[]]);

/** The form of a service id: the name of its file in `lib/services/` without `.json`. */
export const serviceIdSchema = z.string().check(z.maxLength(32), z.regex(/^[a-z][a-z0-9-]*$/));

export const MS_PER_MINUTE = 60_000;

/** Whole minutes since the epoch, as the wire counts time. */
export const minuteSchema = z.int().check(z.minimum(0), z.maximum(1_000_000_000));

/** @param ms milliseconds since the epoch @returns the whole minute it lies in */
export function minuteOf(ms: number): number {
  return Math.floor(ms / MS_PER_MINUTE);
}

/** @param minute whole minutes since the epoch @returns its first millisecond */
export function msOf(minute: number): number {
  return minute * MS_PER_MINUTE;
}
