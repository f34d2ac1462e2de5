import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createAdmission,
  MOST_WAITING_PER_SERVICE,
  SHARE_FOR_ALL,
} from '../../../server/intake/admission.ts';
import type { Spent } from '../../../server/store/store.ts';
import { createSpender } from '../../../server/tokens/spender.ts';

const seen = { service: 'a', minute: 1, outcome: 'ok', signals: [] } as const;
const batch = { seen: [{ ...seen, signals: [] }], said: [] };

describe('a full server', () => {
  it('turns batches away first that no token vouches for', () => {
    const admission = createAdmission(() => 0);
    let taken = 0;
    while (admission.enter(batch, false) !== null) taken += 1;
    expect(taken).toBe(SHARE_FOR_ALL * MOST_WAITING_PER_SERVICE);
    let vouched = 0;
    while (admission.enter(batch, true) !== null) vouched += 1;
    expect(taken + vouched).toBe(MOST_WAITING_PER_SERVICE);
    expect(admission.enter(batch, false)).toBeNull();
  });

  it('never has room for a batch without a token and none for one with', () => {
    const acts = fc.array(fc.constantFrom('vouched', 'plain', 'leave'), { maxLength: 60 });
    const big = { seen: Array.from({ length: 1_000 }, () => ({ ...seen, signals: [] })), said: [] };
    fc.assert(
      fc.property(acts, (all) => {
        const admission = createAdmission(() => 0);
        const leaves: (() => void)[] = [];
        for (const act of all) {
          if (act === 'leave') {
            leaves.pop()?.();
            continue;
          }
          const leave = admission.enter(big, act === 'vouched');
          if (leave) leaves.push(leave);
          const plain = admission.enter(big, false);
          plain?.();
          const vouched = admission.enter(big, true);
          vouched?.();
          if (plain !== null) expect(vouched).not.toBeNull();
        }
      }),
    );
  });
});

describe('the spender', () => {
  const value = (index: number) => new Uint8Array(16).fill(index);
  const spending = (index: number) => ({ value: value(index), purpose: value(200) });

  it('shares a write among all that came in one turn or while the store was busy, and gives each its own word', async () => {
    const writes: (readonly [epoch: string, values: number, until: number])[] = [];
    const spender = createSpender({
      async spend(epoch, spendings, until) {
        writes.push([epoch, spendings.length, until]);
        await Promise.resolve();
        return spendings.map(({ value: [first = 0] }): Spent => (first % 2 ? 'new' : 'other'));
      },
    });
    const [one, other] = [
      { kid: '1', until: 720 },
      { kid: '2', until: 1080 },
    ];
    const words = await Promise.all([
      ...[1, 2, 3, 4].map((index) => spender.spend(one, spending(index))),
      spender.spend(other, spending(5)),
    ]);
    expect(words).toEqual(['new', 'other', 'new', 'other', 'new']);
    expect(writes).toEqual([
      ['token-1', 4, 719],
      ['token-2', 1, 1079],
    ]);
  });

  it('goes on after a write that failed', async () => {
    let isBroken = true;
    const spender = createSpender({
      async spend(_epoch, spendings) {
        if (isBroken) throw new Error('no answer');
        return spendings.map((): Spent => 'new');
      },
    });
    const key = { kid: '1', until: 720 };
    await expect(spender.spend(key, spending(1))).rejects.toThrow('no answer');
    isBroken = false;
    expect(await spender.spend(key, spending(1))).toBe('new');
  });
});
