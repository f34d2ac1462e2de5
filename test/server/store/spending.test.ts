import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Link } from '../../../server/store/redis/link.ts';
import { RedisTrouble } from '../../../server/store/redis/redis-trouble.ts';
import type { Outcome, ScriptCall } from '../../../server/store/redis/run-scripts.ts';
import { SPEND } from '../../../server/store/redis/scripts.ts';
import { createSpendings, type Spendings } from '../../../server/store/redis/spending.ts';

const NOW = Date.UTC(2026, 1, 3, 12);
const UNTIL = NOW / 60_000 + 700;

/** Two masters; even shards are on the first, with the list of epochs. */
function twoMasters() {
  const state = { isFirstAway: false, asked: [] as ScriptCall[] };
  const masterOf = (tag: string) => (tag === 'spent' || /[02468]$/.test(tag) ? 'first' : 'second');
  const answer = ({ tag, script, args }: ScriptCall): Outcome => {
    if (state.isFirstAway && masterOf(tag) === 'first') {
      return { ok: false, trouble: new RedisTrouble('TIMEOUT', 'no answer') };
    }
    const pairs = script === SPEND ? (args.length - 1) / 2 : 0;
    return { ok: true, reply: Array.from({ length: pairs }, () => 1) };
  };
  const link: Pick<Link, 'run' | 'masterOf'> = {
    masterOf,
    run: async (calls) => {
      state.asked.push(...calls);
      return calls.map(answer);
    },
  };
  return { state, link: link as Link };
}

const spending = (first: number) => ({
  value: Uint8Array.of(first, 1, 2, 3),
  purpose: new Uint8Array(16),
});

describe('values that may be used once, on a cluster', () => {
  let open: Spendings | null = null;
  afterEach(() => open?.close());

  const opened = () => {
    const { state, link } = twoMasters();
    open = createSpendings(link, () => NOW);
    return { state, spendings: open };
  };

  it('are spent on the masters that are there while another is away, which no later group waits for', async () => {
    const { state, spendings } = opened();
    const spend = (...firsts: number[]) => spendings.spend('key', firsts.map(spending), UNTIL);
    expect(await spend(0, 1, 2)).toEqual(['new', 'new', 'new']);
    state.isFirstAway = true;
    expect(await spend(0, 1)).toEqual(['failed', 'new']);
    state.asked = [];
    // Another shard of the same master: it is known to be away.
    expect(await spend(0, 1, 2)).toEqual(['failed', 'new', 'failed']);
    expect(state.asked.map(({ tag }) => tag)).toEqual(['spent:key:1']);
    await expect(spend(0)).rejects.toThrow('cannot be written');
  });

  it('are spent again on a master that is back', async () => {
    const { state, spendings } = opened();
    const spend = () => spendings.spend('key', [spending(0)], UNTIL);
    await spend();
    state.isFirstAway = true;
    await expect(spend()).rejects.toThrow('no answer');
    state.isFirstAway = false;
    await vi.waitFor(async () => expect(await spend()).toEqual(['new']), { timeout: 5_000 });
  });

  it('of a new epoch are refused at once while the list of epochs cannot be written', async () => {
    const { state, spendings } = opened();
    state.isFirstAway = true;
    await expect(spendings.spend('key', [spending(1)], UNTIL)).rejects.toThrow('no answer');
    state.asked = [];
    await expect(spendings.spend('key', [spending(1)], UNTIL)).rejects.toThrow('cannot be written');
    expect(state.asked).toEqual([]);
  });
});
