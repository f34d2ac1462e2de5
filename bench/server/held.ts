import { randomBytes } from 'node:crypto';
import { minuteOf } from '../../lib/protocol/vocabulary.ts';
import { createSqliteStore } from '../../server/store/sqlite.ts';
import { median } from '../quantile.ts';
import { startOutcry } from './child.ts';
import { load } from './run.ts';

/** Distinct voices of one minute that the server holds already, before the same minute is spoken about. */
const HELD = [1_000, 10_000, 100_000, 1_000_000] as const;

/** The same for all, so that as many reports share a write. */
const RATE = 2_000;

const VOTES_AT_ONCE = 10_000;

export interface Held {
  readonly voices: number;
  /** Processor time of the server for each report; the median of all rounds. Microseconds. */
  readonly serverMicros: number;
  /** Against the fewest voices in the same round. */
  readonly ratio: number;
}

/** Writes a database with so many voices in one minute. */
async function fill(path: string, voices: number, minute: number): Promise<void> {
  const store = createSqliteStore(path);
  const weight = { tried: 1, failed: 0, said: 0, raised: [], lowered: [] };
  for (let left = voices; left > 0; left -= VOTES_AT_ONCE) {
    const votes = Array.from({ length: Math.min(left, VOTES_AT_ONCE) }, () => ({
      voice: new Uint8Array(randomBytes(16)),
      service: 'chatgpt',
      minute,
      feature: null,
    }));
    await store.add(votes, () => weight);
  }
  await store.close();
}

/** What a report costs beside few and many voices of the same minutes, each number in a server of its own, in turns. */
export async function withHeld(
  folder: string,
  rounds: number,
  seconds: number,
): Promise<readonly Held[]> {
  const paths = HELD.map((voices) => `${folder}/held-${voices}.db`);
  const minute = minuteOf(Date.now()) - 1;
  for (const [index, voices] of HELD.entries()) await fill(paths[index] ?? '', voices, minute);
  const servers = [];
  for (const path of paths) servers.push(await startOutcry({ OUTCRY_DB: path }));
  const costs = HELD.map((): number[] => []);
  // The first round warms up and does not count.
  for (let round = -1; round < rounds; round += 1) {
    for (const [index, server] of servers.entries()) {
      const { serverMicros } = await load(server, 'post', seconds, { rate: RATE, minute });
      if (round >= 0) costs[index]?.push(serverMicros);
    }
  }
  await Promise.all(servers.map((server) => server.stop()));
  return HELD.map((voices, index) => {
    const own = costs[index] ?? [];
    const ratios = own.map((cost, round) => cost / (costs[0]?.[round] ?? Number.NaN));
    return {
      voices,
      serverMicros: Number(median(own).toFixed(1)),
      ratio: Number(median(ratios).toFixed(2)),
    };
  });
}
