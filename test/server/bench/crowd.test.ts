import { IDBFactory } from 'fake-indexeddb';
import fc from 'fast-check';
import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import {
  type Answer,
  age,
  depart,
  endOf,
  newBrowser,
  note,
  settle,
} from '../../../bench/crowd/browser.ts';
import { SMALL_BATCH, statusBytes } from '../../../bench/crowd/bytes.ts';
import { liveDay } from '../../../bench/crowd/day.ts';
import { bytesUp, clock, crowdFigures } from '../../../bench/crowd/report.ts';
import { requestsPlot } from '../../../bench/crowd/requests-plot.ts';
import { MIDNIGHT } from '../../../bench/crowd/shape.ts';
import { openDatabase } from '../../../lib/journal/database.ts';
import { readState } from '../../../lib/journal/state-rows.ts';
import { change, reading } from '../../../lib/journal/transact.ts';
import { msOf } from '../../../lib/protocol/vocabulary.ts';
import { freezeDue, recordObservation, waitingBatches } from '../../../lib/report/outbox-store.ts';
import { claimBatch, settleBatch } from '../../../lib/report/settle-batch.ts';

/** What a user does in one minute, and what the server says to requests in it. */
interface Step {
  readonly use: 'no' | 'ok' | 'failed';
  readonly answer: Answer;
}

/** A request: when it left, and the minutes that it told of. */
type Sent = readonly [leftAt: number, minutes: readonly number[]];

const CHANCE = {
  random: () => 0.5,
  newId: () => crypto.randomUUID(),
  bytes: (count: number) => new Uint8Array(count),
};

/** The extension's own outbox, in a real database. */
async function sentByOutbox(steps: readonly Step[]): Promise<readonly Sent[]> {
  globalThis.indexedDB = new IDBFactory();
  const database = await openDatabase();
  const sent: Sent[] = [];
  for (const [index, { use, answer }] of steps.entries()) {
    const minute = MIDNIGHT + index;
    const at = msOf(minute);
    if (use !== 'no') {
      const failed = use === 'failed' ? ('conversation/http-5xx' as const) : null;
      const noted = { service: 'claude', at, worked: failed === null, failed, undone: null };
      await change(database, (writing) => recordObservation(writing, noted, at, CHANCE));
    }
    for (;;) {
      const [waiting] = await waitingBatches(reading(database));
      const { flushAt } = await readState(reading(database), 'jobs');
      const dueAt = waiting?.dueAt ?? flushAt ?? Number.POSITIVE_INFINITY;
      if (dueAt >= endOf(minute)) break;
      await freezeDue(database, dueAt, CHANCE);
      const [batch] = await waitingBatches(reading(database));
      const claimed = batch && (await claimBatch(database, batch, dueAt, CHANCE));
      if (!claimed) break;
      sent.push([dueAt, claimed.seen.map((row) => row.minute).sort()]);
      const outcome =
        answer.type === 'accepted'
          ? ({ type: 'accepted', nextSeconds: answer.next } as const)
          : ({ type: 'retry', retryAfterMs: answer.afterMs, left: true } as const);
      await settleBatch(database, claimed, outcome, dueAt, CHANCE);
    }
  }
  database.close();
  return sent;
}

/** The benchmark's picture of it. */
function sentBySimulation(steps: readonly Step[]): readonly Sent[] {
  const until = MIDNIGHT + steps.length;
  const browser = newBrowser({ service: 3, bucket: 0, isHit: false, until });
  const sent: Sent[] = [];
  for (const [index, { use, answer }] of steps.entries()) {
    const minute = MIDNIGHT + index;
    age(browser);
    if (use !== 'no') note(browser, minute, use === 'failed', 0.5);
    while (browser.dueAt < endOf(minute)) {
      const leaves = browser.dueAt;
      depart(browser);
      const minutes = Array.from({ length: 30 }, (_, back) => back)
        .filter((back) => (browser.batch & (1 << back)) !== 0)
        .map((back) => minute - back);
      sent.push([leaves, minutes.sort()]);
      settle(browser, answer, minute, leaves, 0.5);
    }
  }
  return sent;
}

describe('a simulated browser', () => {
  it('sends the same minutes at the same moments as the extension’s outbox', async () => {
    const answer: fc.Arbitrary<Answer> = fc.oneof(
      fc.record({
        type: fc.constant('accepted' as const),
        next: fc.integer({ min: 60, max: 300 }),
      }),
      fc.record({
        type: fc.constant('retry' as const),
        afterMs: fc.option(fc.integer({ min: 0, max: 90_000 })),
      }),
    );
    const step = fc.record({
      use: fc.constantFrom('no' as const, 'ok' as const, 'failed' as const),
      answer,
    });
    const steps = fc.array(step, { minLength: 5, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(steps, async (some) => {
        const simulated = sentBySimulation(some);
        expect(simulated).toEqual(await sentByOutbox(some));
      }),
      { numRuns: 30 },
    );
  });
});

describe('a day of a small crowd', async () => {
  const day = await liveDay({ seed: 5, users: 3_000 });
  const [regional, february] = day.faults;

  it('has both faults found, and the great one confirmed', () => {
    expect(february?.confirmed).toBeGreaterThan(60_000);
    expect(february?.confirmed).toBeLessThan(15 * 60_000);
    expect(february?.outage).toBeLessThan(20 * 60_000);
    expect(regional?.outage).toBeNull();
    expect(february?.over).toBeLessThanOrEqual(30);
  });

  it('makes no thundering herd', () => {
    // People themselves use a failing chatbot up to 2.25 times as much; the rest is chance.
    expect(Math.max(...day.inFaults, day.afterDown)).toBeLessThan(2.6);
  });

  it('spreads what it sends over half of each minute, as evenly as chance does', () => {
    // Twice the mean is a half minute; the rest is chance among a few requests.
    expect(Math.max(...day.bursts)).toBeLessThan(5);
  });

  it('loses few voices to caps, none of them to being late', () => {
    expect(day.counted / day.voices).toBeGreaterThan(0.9);
    expect(day.late).toBeLessThan(0.02);
    expect(day.limited).toBe(0);
  });

  it('can be told as tables and as a plot', () => {
    const text = crowdFigures({ seed: 5, statusBytes: statusBytes(), days: [day] });
    expect(text).toContain('3,000');
    expect(text).not.toMatch(/NaN|undefined|Infinity/);
    expect(requestsPlot([day])).not.toMatch(/NaN|undefined|Infinity/);
  });
});

it.each([
  [null, '–'],
  [0, '0:00'],
  [59_499, '0:59'],
  [61_000, '1:01'],
  [3_600_000, '60:00'],
])('%s milliseconds read %s', (ms, text) => {
  expect(clock(ms)).toBe(text);
});

it('a user sends whole bodies of two sizes', () => {
  expect(SMALL_BATCH).toBeGreaterThan(5);
  const of = { requests: 200, large: 0.5, users: 100 } as Parameters<typeof bytesUp>[0];
  expect(bytesUp(of)).toBe(1024 + 4096);
});
