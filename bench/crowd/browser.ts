import { MS_PER_MINUTE, msOf } from '../../lib/protocol/vocabulary.ts';
import { FIRST_RETRY_MS, retryDelay } from '../../lib/report/backoff.ts';
import { departureOf, pauseOf } from '../../lib/report/pace.ts';

/** Minutes that a set of observations reaches back; the server takes ten. */
const REACH = 30;

/**
 * One browser's outbox while it talks to one chatbot: what waits and when it leaves. Sets are bits: bit
 * n stands for the minute n before the current one.
 */
export interface Browser {
  readonly service: number;
  readonly bucket: number;
  /** Whether a regional fault can meet it. */
  readonly isHit: boolean;
  /** Last minute of the conversation. */
  readonly until: number;
  waiting: number;
  failing: number;
  /** On its way, to be repeated as it is; 0 for none. */
  batch: number;
  batchFailing: number;
  attempts: number;
  /** When the next batch, or the repetition, leaves. Milliseconds since the epoch, infinite for never. */
  dueAt: number;
  welcomeAt: number;
}

/** What became of a request. */
export type Answer =
  | { readonly type: 'accepted'; readonly next: number }
  | { readonly type: 'retry'; readonly afterMs: number | null };

/** A browser whose conversation begins. */
export function newBrowser(who: Pick<Browser, 'service' | 'bucket' | 'isHit' | 'until'>): Browser {
  return {
    ...who,
    waiting: 0,
    failing: 0,
    batch: 0,
    batchFailing: 0,
    attempts: 0,
    dueAt: Number.POSITIVE_INFINITY,
    welcomeAt: 0,
  };
}

/** Lets a minute pass: every set is a minute older. What is too old to be told falls off. */
export function age(browser: Browser): void {
  browser.waiting = (browser.waiting << 1) & (2 ** REACH - 1);
  browser.failing = (browser.failing << 1) & (2 ** REACH - 1);
  browser.batch = (browser.batch << 1) & (2 ** REACH - 1);
  browser.batchFailing = (browser.batchFailing << 1) & (2 ** REACH - 1);
}

/** Notes the current minute, and plans the batch that will carry it unless one is planned. */
export function note(browser: Browser, minute: number, failed: boolean, chance: number): void {
  browser.waiting |= 1;
  if (failed) browser.failing |= 1;
  if (browser.dueAt === Number.POSITIVE_INFINITY) {
    browser.dueAt = departureOf(minute, browser.welcomeAt, chance);
  }
}

/** Turns closed minutes into the batch that leaves now, unless one is being repeated. */
export function depart(browser: Browser): void {
  if (browser.batch === 0) {
    browser.batch = browser.waiting & ~1;
    browser.batchFailing = browser.failing & ~1;
    browser.waiting &= 1;
    browser.failing &= 1;
  }
  browser.attempts += 1;
}

/** Takes in what became of the batch. @param minute the current one */
export function settle(
  browser: Browser,
  answer: Answer,
  minute: number,
  now: number,
  chance: number,
): void {
  if (answer.type === 'retry') {
    browser.dueAt = now + retryDelay(browser.attempts, FIRST_RETRY_MS, answer.afterMs, chance);
    return;
  }
  browser.batch = 0;
  browser.batchFailing = 0;
  browser.attempts = 0;
  browser.welcomeAt = now + pauseOf(answer.next);
  browser.dueAt = Number.POSITIVE_INFINITY;
  if (browser.waiting === 0) return;
  const oldest = minute - (31 - Math.clz32(browser.waiting));
  browser.dueAt = departureOf(Math.max(oldest, minute - 1), browser.welcomeAt, chance);
}

/** Whether nothing is left to be told. */
export function isDone({ waiting, batch, until }: Browser, minute: number): boolean {
  return minute > until && waiting === 0 && batch === 0;
}

/** The first millisecond after a minute. */
export function endOf(minute: number): number {
  return msOf(minute) + MS_PER_MINUTE;
}
