import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../lib/journal/database.ts';
import { change } from '../../../lib/journal/transact.ts';
import { MAX_AGE_MINUTES, MAX_AHEAD_MINUTES } from '../../../lib/protocol/reports.ts';
import { minuteOf } from '../../../lib/protocol/vocabulary.ts';
import type { Batch } from '../../../lib/report/batch.ts';
import { utcDayOf } from '../../../lib/report/tag.ts';
import { tidyOutbox } from '../../../lib/report/tidy-outbox.ts';

const MINUTE = 60_000;
const MIDNIGHT = Date.UTC(2026, 1, 4);
const MADE = MIDNIGHT - 3 * MINUTE;

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

describe('a batch of yesterday whose answer was lost', () => {
  it.each(Array.from({ length: 20 }, (_, minutes) => [minutes]))(
    'gets no new tag %i minutes on while a server could still count its minutes, even for a fast clock',
    async (minutes) => {
      const now = MADE + minutes * MINUTE;
      const database = await openDatabase();
      const row = { service: 'alpha', minute: minuteOf(MADE) - 1, ok: true, signals: 0 };
      const batch: Batch = {
        id: 'row-1',
        day: utcDayOf(MADE),
        body: '{}',
        seen: [row],
        said: null,
        madeAt: MADE,
        dueAt: MADE,
        attempts: 3,
      };
      await database.put('batches', batch);
      await change(database, (writing) => tidyOutbox(writing, now, false));
      const isThawed = (await database.count('outbox')) > 0;
      const ageAtServer = minuteOf(now) - MAX_AHEAD_MINUTES - row.minute;
      expect(isThawed && ageAtServer <= MAX_AGE_MINUTES).toBe(false);
      if (minutes >= 15) expect(isThawed).toBe(true);
      database.close();
    },
  );
});
