import { MAX_AGE_MINUTES } from '../../lib/protocol/reports.ts';
import { createAdmission } from '../../server/intake/admission.ts';
import { createCaps } from '../../server/intake/caps.ts';
import { createRateLimit } from '../../server/intake/rate-limit.ts';
import type { Answer, Browser } from './browser.ts';
import { SMALL_BATCH } from './bytes.ts';
import type { SeriesStore } from './series-store.ts';
import { SERVER_DOWN, SERVICES } from './shape.ts';

/** What came to the server in one day. */
export interface Counters {
  requests: number;
  /** Requests that were a repetition, or were asked to wait. */
  repeated: number;
  limited: number;
  observations: number;
  /** Observations that came too late to count. */
  late: number;
  /** Batches that need the larger of the two sizes. */
  large: number;
}

/** The server's side, with its own allowances and caps; requests must come in order of time. */
export interface Door {
  readonly counters: Counters;
  /** A request at this minute of the day. */
  answer(browser: Browser, at: number): Answer;
  /** Counts what a batch holds, once. @param minute the current one */
  count(browser: Browser, minute: number): void;
  /** Keeps what was counted; to be called every few seconds. */
  settle(): void;
  /** Forgets what is no longer needed; to be called every minute. */
  forget(minute: number): void;
}

/** Bits of any signal. */
const SIGNAL = 1;

/** What stands for the browser in the store, which this day has none of. */
const VOICE = new Uint8Array(16);

export function createDoor(store: SeriesStore, clock: () => number): Door {
  const caps = createCaps();
  const rateLimit = createRateLimit(clock);
  const admission = createAdmission(clock);
  const counters = { requests: 0, repeated: 0, limited: 0, observations: 0, late: 0, large: 0 };

  const countOne = (browser: Browser, minute: number, back: number) => {
    counters.observations += 1;
    if (back > MAX_AGE_MINUTES) {
      counters.late += 1;
      return;
    }
    const service = SERVICES[browser.service] ?? '';
    const failed = (browser.batchFailing & (1 << back)) !== 0;
    const weight = caps.weigh({
      ...{ voice: VOICE, service, minute: minute - back, feature: null },
      ...{ bucket: browser.bucket, failed, signals: failed ? SIGNAL : 0, door: null },
    });
    if (weight.tried !== 0 || weight.failed !== 0) store.add(service, minute - back, weight);
  };

  return {
    counters,
    answer(browser, at) {
      counters.requests += 1;
      if (browser.attempts > 1) counters.repeated += 1;
      if (at >= SERVER_DOWN.from && at < SERVER_DOWN.to) return { type: 'retry', afterMs: null };
      const wait = rateLimit.take(browser.bucket);
      if (wait === 0) return { type: 'accepted', next: admission.next(false) };
      counters.limited += 1;
      return { type: 'retry', afterMs: wait * 1000 };
    },
    count(browser, minute) {
      const before = counters.observations;
      for (let bits = browser.batch; bits !== 0; bits &= bits - 1) {
        countOne(browser, minute, 31 - Math.clz32(bits & -bits));
      }
      if (counters.observations - before > SMALL_BATCH) counters.large += 1;
    },
    settle: () => caps.settle(() => true),
    forget(minute) {
      caps.forget(minute - MAX_AGE_MINUTES - 1);
      rateLimit.forget();
    },
  };
}
