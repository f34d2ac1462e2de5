import { expect, it } from 'vitest';
import { createSharedWords } from '../../../server/lease/shared-words.ts';
import type { OfficialWord } from '../../../server/official/official-word.ts';

const START = Date.UTC(2026, 1, 3, 19);
const MINUTE = 60_000;

const word = (state: OfficialWord['state'], checked: number | null): OfficialWord => ({
  state,
  since: null,
  url: 'https://status.example.com',
  checked: checked === null ? null : new Date(checked).toISOString(),
});

function setUp() {
  const time = { now: START };
  const told: ReadonlyMap<string, OfficialWord>[] = [];
  const peers = {
    async tellWords(words: ReadonlyMap<string, OfficialWord>) {
      told.push(words);
    },
    words: async () => told.at(-1) ?? new Map<string, OfficialWord>(),
  };
  const nodeOf = (own: Map<string, OfficialWord>, isPolling: () => boolean) =>
    createSharedWords({
      official: { word: (service) => own.get(service), words: () => own },
      peers,
      isPolling,
      clock: () => time.now,
    });
  return { time, told, nodeOf };
}

it('is what the polling node read, on every node, until it is old', async () => {
  const { time, told, nodeOf } = setUp();
  const read = new Map([
    ['chatgpt', word('outage', START)],
    ['claude', word('unknown', null)],
  ]);
  const polling = nodeOf(read, () => true);
  const other = nodeOf(new Map([['chatgpt', word('unknown', null)]]), () => false);
  await polling.update();
  await polling.update();
  expect(told).toEqual([new Map([['chatgpt', word('outage', START)]])]);
  await other.update();
  expect(other.word('chatgpt')).toEqual(polling.word('chatgpt'));
  expect(other.word('unheard-of')).toBeUndefined();
  time.now += 15 * MINUTE;
  expect(other.word('chatgpt')).toEqual(word('unknown', null));
});

it('holds over while the next node has not read anything yet, and gives way to what it reads', async () => {
  const { nodeOf } = setUp();
  const first = new Map([['chatgpt', word('outage', START)]]);
  await nodeOf(first, () => true).update();
  let isPolling = false;
  const own = new Map([['chatgpt', word('unknown', null)]]);
  const next = nodeOf(own, () => isPolling);
  await next.update();
  isPolling = true;
  await next.update();
  expect(next.word('chatgpt')?.state).toBe('outage');
  own.set('chatgpt', word('operational', START + MINUTE));
  await next.update();
  expect(next.word('chatgpt')?.state).toBe('operational');
});
