import type { State } from '../protocol/vocabulary.ts';
import { HISTORY_QUARTERS, STATES } from '../protocol/words.ts';
import { type Guard, isNumber, listOf, mapOf, oneOf, orNull, shapeOf } from './guards.ts';

/** Where the strips are kept in `storage.local`. */
export const STRIPS_KEY = 'strips';

/** The share of people that failed in a quarter-hour, whole per cent, and the worst state in it. Null: too few to tell. */
export type Quarter = readonly [percent: number, state: State] | null;

/** Everyone's last 24 hours, made from the public history: what pages need of it, and no more. */
export interface Strips {
  readonly v: 1;
  /** When the first quarter-hour began, milliseconds since the epoch. */
  readonly start: number;
  /** Oldest first. A service about which nothing is known is not there. */
  readonly services: Readonly<Record<string, readonly Quarter[]>>;
}

export const QUARTER_MS = 15 * 60_000;

const isState = oneOf(STATES);
const isQuarter: Guard<Quarter> = orNull(
  (value): value is readonly [number, State] =>
    Array.isArray(value) && value.length === 2 && isNumber(value[0]) && isState(value[1]),
);
const isRow: Guard<readonly Quarter[]> = (value): value is readonly Quarter[] =>
  listOf(isQuarter)(value) && value.length === HISTORY_QUARTERS;

/** Whether what is stored are strips. Pages must not carry zod for it. */
export const isStrips: Guard<Strips> = shapeOf<Strips>({
  v: oneOf([1]),
  start: isNumber,
  services: mapOf(isRow),
});
