import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Finding } from '../../../lib/detect/finding.ts';
import { mergeFinding } from '../../../lib/detect/merge-finding.ts';
import { openDatabase } from '../../../lib/journal/database.ts';
import {
  dated,
  expireJournal,
  KEEP_MS,
  MAX_EVENTS,
  newestEvents,
  recordFinding,
} from '../../../lib/journal/journal-store.ts';
import type { Database } from '../../../lib/journal/migrations.ts';
import { change, reading } from '../../../lib/journal/transact.ts';

const NOW = 1_770_000_000_000;
let database: Database;
let ids = 0;

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  database = await openDatabase();
});

function record(finding: Finding, now = finding.at) {
  return change(database, (writing) =>
    recordFinding(writing, finding, mergeFinding, () => `event-${++ids}`, now),
  );
}

function trouble(at: number, more: Partial<Extract<Finding, { type: 'trouble' }>> = {}): Finding {
  return {
    type: 'trouble',
    service: 'alpha',
    feature: 'conversation',
    kind: 'http-5xx',
    cause: 'service',
    evidence: 'status',
    at,
    ...more,
  };
}

describe('the journal', () => {
  it('makes one event of what several observers saw', async () => {
    await record(trouble(NOW));
    await record(trouble(NOW + 300, { kind: 'banner', evidence: 'error-box' }));
    const events = await newestEvents(reading(database), 10);
    expect(events).toMatchObject([{ kind: 'http-5xx', evidence: ['status', 'error-box'] }]);
  });

  it('lists the newest first', async () => {
    for (const minute of [0, 5, 10]) await record(trouble(NOW + minute * 60_000));
    const events = await newestEvents(reading(database), 2);
    expect(events.map(({ at }) => at)).toEqual([NOW + 600_000, NOW + 300_000]);
  });

  it('counts what was seen later as that which it belongs to', async () => {
    await record(trouble(NOW, { cause: 'you', reason: 'limit' }));
    const box = trouble(NOW + 100, { kind: 'banner', evidence: 'error-box' });
    expect(await record(box)).toMatchObject({ failed: null, worked: false });
    expect(await database.count('minutes')).toBe(0);
  });

  it('counts one failure once, though it is told before and after the end of a minute', async () => {
    const end = Math.ceil(NOW / 60_000) * 60_000;
    await record(trouble(end - 100), end);
    await record(trouble(end + 100), end + 100);
    await record(trouble(end + 3000, { kind: 'banner', evidence: 'error-box' }), end + 3000);
    expect(await database.count('minutes')).toBe(1);
    await record(trouble(end + 6000), end + 6000);
    expect(await database.count('minutes')).toBe(2);
  });

  it('notes which feature worked, and that its page did', async () => {
    await record({ type: 'success', service: 'alpha', feature: 'history', counts: true, at: NOW });
    expect(await database.get('usage', 'alpha')).toEqual({
      service: 'alpha',
      triedAt: NOW,
      okAt: NOW,
      failedAt: null,
      workedAt: { history: NOW, page: NOW },
    });
  });

  it('notes that a feature works again without counting what the page asked by itself', async () => {
    await record(trouble(NOW));
    const poll = { type: 'success', service: 'alpha', feature: 'history', counts: false } as const;
    const change = await record({ ...poll, at: NOW + 1000 }, NOW + 1000);
    expect(change).toMatchObject({ worked: false, failed: null });
    expect(await database.get('usage', 'alpha')).toMatchObject({
      triedAt: NOW,
      okAt: null,
      workedAt: { history: NOW + 1000 },
    });
  });

  it('takes what a page asks beside a conversation for no sign that answers come', async () => {
    await record(trouble(NOW));
    const poll = {
      type: 'success',
      service: 'alpha',
      feature: 'conversation',
      counts: false,
    } as const;
    await record({ ...poll, at: NOW + 5_000 }, NOW + 5_000);
    expect(await database.get('usage', 'alpha')).toMatchObject({ workedAt: {} });
  });

  it('never goes back in time', async () => {
    await record({ type: 'success', service: 'alpha', feature: 'history', counts: true, at: NOW });
    await record(
      { type: 'success', service: 'alpha', feature: 'history', counts: true, at: NOW - 5000 },
      NOW,
    );
    expect(await database.get('usage', 'alpha')).toMatchObject({ okAt: NOW, triedAt: NOW });
  });

  it('forgets what is a week old', async () => {
    await record(trouble(NOW));
    await record(trouble(NOW + KEEP_MS));
    await change(database, (writing) => expireJournal(writing, NOW + KEEP_MS + 120_000));
    expect(await database.count('events')).toBe(1);
    expect(await database.count('minutes')).toBe(1);
  });

  it('keeps no more events than it may', async () => {
    for (let index = 0; index < MAX_EVENTS + 20; index += 1) {
      await database.put('events', {
        id: `old-${index}`,
        service: 'alpha',
        feature: 'page',
        kind: 'network',
        cause: 'unclear',
        evidence: ['connection'],
        at: index,
        lastAt: index,
        times: 1,
      });
    }
    await record(trouble(NOW));
    expect(await database.count('events')).toBe(MAX_EVENTS);
    expect((await newestEvents(reading(database), 1))[0]?.at).toBe(NOW);
  });
});

describe('dated', () => {
  it.each([
    ['now', NOW, NOW],
    ['a little ago', NOW - 5_000, NOW - 5_000],
    ['years ago', 0, NOW - 60_000],
    ['in the future', NOW + 1, NOW],
  ])('takes a finding of %s', (_when, at, expected) => {
    expect(dated(trouble(at), NOW).at).toBe(expected);
  });
});
