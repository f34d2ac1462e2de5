import { calendarDay } from './calendar-day.ts';
import { type ClockTime, clockTimes } from './clock-time.ts';
import { fold } from './fold.ts';
import { namedZone } from './named-zone.ts';
import { waitTime } from './wait-time.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** A limit that ends later than this was read wrongly. Milliseconds. */
export const MAX_RESET_MS = 31 * DAY_MS;

/** How far from a clock time its day may stand. Characters. */
const DAY_BESIDE = 30;

/** A clock time that has just passed is no time of tomorrow. Milliseconds. */
const JUST_PASSED_MS = 10 * MINUTE_MS;

const CJK_DATE = /\d{1,2} ?[月월] ?\d{1,2} ?[日号號일]/g;

/**
 * Reads from the notice of a limit when that ends: a wait ("in 3 hours"), or a time of the day, with or without its
 * day ("after 3:45 PM", "um 15 Uhr", "下午3点").
 * @param text as the page shows it
 * @param at when it was seen, milliseconds since the epoch
 * @param zone what the reader's clock is ahead of UTC, minutes; unknown, only clock times that name their zone say anything
 * @returns milliseconds since the epoch, at most 31 days after `at`; null when it names no time
 */
export function resetTime(text: string, at: number, zone?: number): number | null {
  const folded = fold(text);
  const clocks = clockTimes(folded);
  const read = clockReset(folded, clocks, at, zone) ?? waitReset(folded, clocks, at);
  return read !== null && read > at && read <= at + MAX_RESET_MS ? read : null;
}

function clockReset(
  text: string,
  clocks: readonly ClockTime[],
  at: number,
  readersZone?: number,
): number | null {
  const [clock] = clocks;
  if (!clock) return null;
  const zone = namedZone(text, clock.end, at) ?? readersZone;
  if (zone === undefined || Number.isNaN(zone)) return null;
  const local = at + zone * MINUTE_MS;
  const time = clock.minutes * MINUTE_MS;
  const beside = text.slice(Math.max(0, clock.start - DAY_BESIDE), clock.end + DAY_BESIDE);
  const day = calendarDay(beside.replace(text.slice(clock.start, clock.end), ' '), local);
  if (day !== null) return day + time - zone * MINUTE_MS;
  const today = Math.floor(local / DAY_MS) * DAY_MS + time;
  if (today <= local && today > local - JUST_PASSED_MS) return null;
  return (today > local ? today : today + DAY_MS) - zone * MINUTE_MS;
}

function waitReset(text: string, clocks: readonly ClockTime[], at: number): number | null {
  // "15時45分" and "5月14日" are no waits of 45 minutes and 14 days.
  const rest = clocks.reduce(
    (left, { start, end }) => left.slice(0, start) + ' '.repeat(end - start) + left.slice(end),
    text.replace(CJK_DATE, (date) => ' '.repeat(date.length)),
  );
  const wait = waitTime(rest);
  return wait === null ? null : at + wait;
}
