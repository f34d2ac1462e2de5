import { randomBytes } from 'node:crypto';
import { minuteOf } from '../../lib/protocol/vocabulary.ts';
import { createSqliteStore } from '../../server/store/sqlite.ts';

const HOURS = 12;
const VOICES_A_MINUTE = 30;
const FAILING_OF_A_THOUSAND = 15;

/**
 * Writes the hours before the demo into a new database: a crowd that is fine but for the odd failure,
 * so that the server has learned what is normal. Everything after it comes over the wire.
 * @param file the SQLite file
 * @param service the chatbot
 * @param now milliseconds since the epoch
 */
export async function writeQuietHours(file: string, service: string, now: number): Promise<void> {
  const store = createSqliteStore(file);
  for (let hour = HOURS; hour > 0; hour -= 1) {
    const first = minuteOf(now) - hour * 60;
    const votes = Array.from({ length: 60 * VOICES_A_MINUTE }, (_, index) => {
      const minute = first + Math.floor(index / VOICES_A_MINUTE);
      const failed = ((minute * VOICES_A_MINUTE + index) * 7919) % 1000 < FAILING_OF_A_THOUSAND;
      return { voice: randomBytes(16), service, minute, feature: null, failed: failed ? 1 : 0 };
    });
    await store.add(votes, ({ failed }) => ({
      tried: 1,
      failed,
      said: 0,
      raised: [],
      lowered: [],
    }));
  }
  await store.close();
}
