import type { Reports } from '../../lib/protocol/reports.ts';
import { minuteOf } from '../../lib/protocol/vocabulary.ts';

/** Votes that may wait for the store, over all services: about 50 MB, and a second or two of a fast disk. */
export const MOST_WAITING_VOTES = 40_000;

/** Votes about one service that may wait, so that a flood of one leaves room for the others. */
export const MOST_WAITING_PER_SERVICE = 20_000;

/** Requests whose answer is under way at once; an honest crowd of 25,000 a second needs a tenth. */
export const MOST_OPEN_BATCHES = 30_000;

/** Batches may wait for their answers as long as this; who comes later is turned away at the door. Seconds. */
export const LONGEST_QUEUE_SECONDS = 0.25;

/** So many may be under way however slow the answers are: a burst of an honest crowd is no overload. */
export const LEAST_PLACES = 3_000;

/** Of each ceiling so much is for all; the rest is kept for batches that a token vouches for. */
export const SHARE_FOR_ALL = 0.8;

/** Seconds a client that was turned away is asked to stay away. */
export const RETRY_SECONDS = 15;

/** They are asked to stay away longer the more of them there are, up to so many times. */
const MOST_RETRY_TIMES = 8;

/** The next batch is welcome after this many seconds when all is calm, and at the other end of the scale: of a batch that a verdict needs, and of others. */
const NEXT_SECONDS = { calm: 60, needed: 120, full: 300 } as const;

/** A minute counts as flooded when this many batches were turned away in it. */
const FLOOD_REFUSALS = 1_000;

/** So many flooded minutes in a row withhold the crowd's word, until as many calm ones. */
const FLOOD_MINUTES = 3;

export interface Admission {
  /**
   * Whether a batch is to be turned away unseen, as it would wait too long: when more are under way
   * than are answered in a quarter of a second (Little's law). It counts as refused then.
   * @param mayBeVouched whether it seems to bring a token: it is turned away last
   */
  turnsAway(mayBeVouched: boolean): boolean;
  /** Seconds that who is turned away is asked to stay away: longer the more of them there are. */
  retrySeconds(): number;
  /** Takes a place for a batch, more of which are there for those that are vouched for. @returns a function that gives it back, or null when there is none */
  enter(reports: Pick<Reports, 'seen' | 'said'>, isVouched: boolean): (() => void) | null;
  /**
   * Seconds until the next batch is welcome: 60 when calm, up to 300 as the server fills.
   * @param isNeeded whether a verdict needs the voices of this browser: then up to 120 only
   */
  next(isNeeded: boolean): number;
  /** Whether so much was turned away, for so long, that what got in is no fair sample. */
  flooded(): boolean;
}

/**
 * The server's ceilings, far above an honest crowd: what does not fit is turned away before it costs anything.
 * The places are as many as can be answered soon, so that under any load those who are let in do not wait.
 * @param paused the count is withheld anyway: clients are asked to come as seldom as under a flood
 */
export function createAdmission(clock: () => number, paused = false): Admission {
  let open = 0;
  let waiting = 0;
  const waitingOf = new Map<string, number>();
  let refusedMinute = 0;
  let refused = 0;
  let floodedUntil = Number.NEGATIVE_INFINITY;
  let run = 0;
  let lastFloodedMinute = Number.NEGATIVE_INFINITY;

  /** Answers and refusals in this second, and in the one before. */
  let second = 0;
  let now = { answered: 0, refused: 0 };
  let before = now;

  const follow = () => {
    const at = Math.floor(clock() / 1000);
    if (at === second) return;
    before = at === second + 1 ? now : { answered: 0, refused: 0 };
    now = { answered: 0, refused: 0 };
    second = at;
  };
  const places = () => {
    follow();
    const rate = Math.max(before.answered, now.answered);
    return Math.min(MOST_OPEN_BATCHES, Math.max(LEAST_PLACES, rate * LONGEST_QUEUE_SECONDS));
  };

  const refuse = () => {
    follow();
    now.refused += 1;
    const minute = minuteOf(clock());
    if (minute !== refusedMinute) {
      refusedMinute = minute;
      refused = 0;
    }
    refused += 1;
    if (refused !== FLOOD_REFUSALS) return null;
    run = lastFloodedMinute === minute - 1 ? run + 1 : 1;
    lastFloodedMinute = minute;
    if (run >= FLOOD_MINUTES) floodedUntil = minute + FLOOD_MINUTES;
    return null;
  };
  const flooded = () => minuteOf(clock()) <= floodedUntil;

  const change = (entries: readonly { readonly service: string }[], by: 1 | -1) => {
    waiting += by * entries.length;
    for (const { service } of entries) waitingOf.set(service, (waitingOf.get(service) ?? 0) + by);
  };

  return {
    turnsAway(mayBeVouched) {
      const share = mayBeVouched ? 1 : SHARE_FOR_ALL;
      if (open < share * places() && waiting < share * MOST_WAITING_VOTES) return false;
      refuse();
      return true;
    },
    retrySeconds() {
      follow();
      const times = Math.ceil(before.refused / Math.max(1, before.answered));
      return RETRY_SECONDS * Math.min(MOST_RETRY_TIMES, Math.max(1, times));
    },
    enter({ seen, said }, isVouched) {
      const share = isVouched ? 1 : SHARE_FOR_ALL;
      const isOver = open >= share * MOST_OPEN_BATCHES || waiting >= share * MOST_WAITING_VOTES;
      const isFull = ({ service }: { readonly service: string }) =>
        (waitingOf.get(service) ?? 0) >= share * MOST_WAITING_PER_SERVICE;
      if (isOver || seen.some(isFull) || said.some(isFull)) return refuse();
      open += 1;
      change(seen, 1);
      change(said, 1);
      return () => {
        open -= 1;
        follow();
        now.answered += 1;
        change(seen, -1);
        change(said, -1);
      };
    },
    next(isNeeded) {
      if (paused || flooded()) return NEXT_SECONDS.full;
      const fill = Math.min(1, Math.max(open / places(), waiting / MOST_WAITING_VOTES));
      const longest = isNeeded ? NEXT_SECONDS.needed : NEXT_SECONDS.full;
      return NEXT_SECONDS.calm + Math.round(fill * (longest - NEXT_SECONDS.calm));
    },
    flooded,
  };
}
