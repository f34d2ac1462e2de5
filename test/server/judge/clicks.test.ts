import { describe, expect, it } from 'vitest';
import { msOf } from '../../../lib/protocol/vocabulary.ts';
import { createJudge } from '../../../server/judge/judge.ts';
import { createSqliteStore } from '../../../server/store/sqlite.ts';
import { FAILED, OK, vote, weight } from '../../contract/votes.ts';
import { NOON } from '../support/test-server.ts';

const CALM = 150;

/** Failing voices of 20, and networks that press the button, in each minute after a calm time. */
interface Trouble {
  readonly failing: number;
  readonly clicks: number;
}

/** @returns the minutes of trouble after which there was a verdict, null if never, and its level */
async function firstVerdict({ failing, clicks }: Trouble, within = 30) {
  const store = createSqliteStore(':memory:');
  let now = 0;
  const judge = createJudge(store, ['alpha'], () => now);
  let found: { after: number; level: string } | null = null;
  for (let index = 0; index < CALM + within && found === null; index += 1) {
    const minute = NOON + index;
    const isTrouble = index >= CALM;
    let left = isTrouble ? failing : index % 9 === 0 ? 1 : 0;
    const voices = Array.from({ length: 20 }, (_, who) => vote(`${who}`, { minute }));
    await store.add(voices, () => {
      left -= 1;
      return left >= 0 ? FAILED : OK;
    });
    const pressing = Array.from({ length: isTrouble ? clicks : 0 }, (_, who) =>
      vote(`${who}`, { minute, feature: 'history' }),
    );
    await store.add(pressing, () => weight({ said: 1 }));
    now = msOf(minute + 1) + 31_000;
    const level = (await judge.judge()).get('alpha')?.verdict.level ?? null;
    if (level !== null) found = { after: index - CALM + 1, level };
  }
  await store.close();
  return found;
}

describe('one-click reports', () => {
  it('bring a suspicion sooner when voices fail as well, and never more than that', async () => {
    const alone = await firstVerdict({ failing: 2, clicks: 0 });
    const together = await firstVerdict({ failing: 2, clicks: 12 });
    expect(alone).toMatchObject({ level: 'suspected' });
    expect(together).toMatchObject({ level: 'suspected' });
    expect(together?.after).toBeLessThan(alone?.after ?? 0);
  });

  it('do nothing when no voice fails, however many press', async () => {
    expect(await firstVerdict({ failing: 0, clicks: 500 })).toBeNull();
  });

  it('of one network change nothing', async () => {
    const alone = await firstVerdict({ failing: 2, clicks: 0 });
    expect(await firstVerdict({ failing: 2, clicks: 1 })).toEqual(alone);
  });
});
