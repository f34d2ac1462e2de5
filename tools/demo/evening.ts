import { minuteOf } from '../../lib/protocol/vocabulary.ts';
import type { Crowd, Mood } from './crowd.ts';

const QUIET: Mood = { failing: 0.015, signals: ['conversation/http-5xx'] };
const SIGNALS: Mood['signals'] = [
  'conversation/http-5xx',
  'conversation/banner',
  'page/http-5xx',
  'history/http-5xx',
  'login/http-5xx',
];

/** How the crowd fares, minute by minute: others notice a minute after our user, then it grows. */
const OUTAGE: readonly Mood[] = [
  QUIET,
  { failing: 0.12, signals: SIGNALS },
  { failing: 0.7, signals: SIGNALS },
];

/** The minutes after the first failure in which things still fail. */
export const OUTAGE_MINUTES = OUTAGE.length;

export interface Evening {
  /** From now on, the outage unfolds. */
  begin(at: number): void;
  /** Ends the crowd; rejects when one of its reports was refused. */
  end(): Promise<void>;
}

/**
 * Lets a crowd live through the evening: each minute, all of them report how it went.
 * @param crowd who reports
 * @param now milliseconds since the epoch
 */
export function startEvening(crowd: Crowd, now: () => number): Evening {
  const over = new AbortController();
  let firstMinute: number | null = null;

  const moodOf = (minute: number): Mood =>
    firstMinute === null ? QUIET : (OUTAGE[minute - firstMinute] ?? QUIET);

  // A minute's mood is settled when it closes, so each is reported just after the next has begun.
  const minutes: Promise<void>[] = [];
  let last = minuteOf(now()) - 1;
  const live = async () => {
    while (!over.signal.aborted) {
      const minute = last;
      minutes.push(crowd.reportMinute(minute, () => moodOf(minute), over.signal));
      last += 1;
      await crowd.untilClosed(minute + 1, over.signal);
    }
    await Promise.all(minutes);
  };
  const done = live();
  done.catch(() => {});

  return {
    begin: (at) => {
      firstMinute = minuteOf(at);
    },
    end: async () => {
      over.abort();
      await done;
    },
  };
}
