import type { Database } from '../journal/migrations.ts';
import { readable } from '../journal/rows.ts';
import { change } from '../journal/transact.ts';
import { type Feature, minuteOf } from '../protocol/vocabulary.ts';
import { takeFare } from '../tokens/spend-token.ts';
import { type SaidRow, saidRowSchema } from './batch.ts';
import { encodeBody } from './body.ts';
import type { Chance } from './chance.ts';
import { putBatch, tagOfToday } from './outbox-store.ts';
import { TAG_BYTES, tagOf, utcDayOf } from './tag.ts';

/** One report for each service and feature in this time. Milliseconds. */
export const SAY_AGAIN_MS = 10 * 60_000;

/** A report leaves within this time, by chance. Milliseconds. */
export const SAY_SPREAD_MS = 5_000;

export interface Saying {
  readonly service: string;
  readonly feature: Feature;
  /** Whether automatic reports are allowed: then it travels under today's tag, else under one used only here. */
  readonly consented: boolean;
}

/**
 * Puts a one-click report on its way: a body of its own that carries nothing else. In one transaction, so it
 * leaves even if the background dies right after.
 * @param now milliseconds since the epoch
 */
export function say(
  database: Database,
  saying: Saying,
  now: number,
  chance: Chance,
): Promise<'queued' | 'repeated'> {
  const { service, feature, consented } = saying;
  return change(database, async (writing) => {
    const said = readable(saidRowSchema, await writing.objectStore('said').getAll());
    if (said.some((row) => isSame(row, saying) && Math.abs(now - row.at) < SAY_AGAIN_MS)) {
      return 'repeated';
    }
    const tag = consented ? await tagOfToday(writing, now, chance) : tagOf(chance.bytes(TAG_BYTES));
    const token = consented ? (await takeFare(writing, now)).token : null;
    const body = encodeBody(tag, [], [{ service, minute: minuteOf(now), feature }], token);
    if (body === null) throw new Error('A single report is larger than a body may be.');
    const row: SaidRow = { id: chance.newId(), service, feature, at: now, state: 'waiting' };
    await writing.objectStore('said').put(row);
    const day = consented ? utcDayOf(now) : null;
    const dueAt = now + chance.random() * SAY_SPREAD_MS;
    await putBatch(writing, { id: chance.newId(), day, body, seen: [], said: row.id }, now, dueAt);
    return 'queued';
  });
}

function isSame(row: SaidRow, saying: Saying): boolean {
  return row.service === saying.service && row.feature === saying.feature;
}
