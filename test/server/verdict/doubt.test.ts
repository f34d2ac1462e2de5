import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFold, type Fold } from '../../../server/verdict/fold.ts';
import type { Told } from '../../support/fold-series.ts';

const LEARN_MINUTES = 2000;
const FAULT_MINUTES = 60;

/** Voices that fail in this minute of a crowd of which so many do on average. */
function failing(minute: number, voices: number, share: number): number {
  return Math.floor((minute + 1) * voices * share) - Math.floor(minute * voices * share);
}

function pass(
  fold: Fold,
  minutes: number,
  voices: number,
  share: number,
  lies?: (at: number) => { failed: number; worked: number },
): void {
  const from = (fold.snapshot().minute ?? -1) + 1;
  for (let at = 0; at < minutes; at += 1) {
    const { failed, worked } = lies?.(at) ?? { failed: 0, worked: 0 };
    const tried = voices + failed + worked;
    const minute = from + at;
    fold.push({ minute, tried, failed: failing(minute, voices, share) + failed });
  }
}

const most = (voices: number) => Math.max(2, Math.floor(voices / 10));
const drip = (failed: number) => () => ({ failed, worked: 0 });

const faulty = new Map<string, ReturnType<Fold['snapshot']>>();

/** A service that has learned 2 % and has failed for an hour. @returns it, and what it tells from then on */
function afterFault(voices: number, share: number): { fold: Fold; told: Told[] } {
  const name = `${voices}/${share}`;
  if (!faulty.has(name)) {
    const fold = createFold();
    pass(fold, LEARN_MINUTES, voices, 0.02);
    pass(fold, FAULT_MINUTES, voices, share);
    expect(fold.verdict()).toMatchObject({ level: 'confirmed' });
    faulty.set(name, fold.snapshot());
  }
  const told: Told[] = [];
  const fold = createFold(faulty.get(name), (minute, { state, level }) => {
    told.push({ minute: minute - LEARN_MINUTES - FAULT_MINUTES, state, level });
  });
  return { fold, told };
}

const isFailing = ({ state, level }: Pick<Told, 'state' | 'level'>) =>
  level === 'confirmed' && state !== 'recovering';

describe.each([0.8, 0.3])('after a fault of %d among 30 voices', (share) => {
  it('one network that fails on does not keep it from being over', () => {
    const { fold, told } = afterFault(30, share);
    pass(fold, 45, 30, 0.02, drip(1));
    expect(told.map(({ state }) => state)).toEqual(['recovering', 'operational']);
  });

  it('k networks that fail on keep it suspected, and confirmed for no longer than an hour', () => {
    const { fold, told } = afterFault(30, share);
    pass(fold, 180, 30, 0.02, drip(3));
    expect(told.map(({ state, level }) => `${state} ${level}`)).toEqual([
      'recovering confirmed',
      'degraded suspected',
    ]);
    expect(told[1]?.minute).toBeLessThan(100);
  });

  it('k networks that begin when it eases do not bring it back but as suspected', () => {
    const { fold, told } = afterFault(30, share);
    while (fold.verdict().state !== 'recovering') pass(fold, 1, 30, 0.02);
    pass(fold, 120, 30, 0.02, drip(3));
    expect(told.filter(isFailing)).toEqual([]);
  });

  it('what more networks than that tell brings it back confirmed', () => {
    const { fold } = afterFault(30, share);
    while (fold.verdict().state !== 'recovering') pass(fold, 1, 30, 0.02);
    pass(fold, 10, 30, 0.02, drip(20));
    expect(isFailing(fold.verdict())).toBe(true);
  });
});

it('a fault that is too small to confirm is suspected once it is all that is left', () => {
  const { fold, told } = afterFault(30, 0.3);
  pass(fold, 240, 30, 0.1);
  expect(fold.verdict()).toMatchObject({ state: 'degraded', level: 'suspected' });
  expect(told.map(({ state }) => state)).not.toContain('operational');
});

it('a fault is over as soon as ever where nobody lies', () => {
  const { fold, told } = afterFault(30, 0.8);
  pass(fold, 20, 30, 0.02);
  expect(told.map(({ state }) => state)).toEqual(['recovering', 'operational']);
});

/** What up to k networks say, minute by minute: so many of them fail, so many work. */
const lies = (voices: number) =>
  fc.array(
    fc.record({
      failed: fc.integer({ min: 0, max: most(voices) }),
      worked: fc.integer({ min: 0, max: most(voices) }),
    }),
    { minLength: 30, maxLength: 60 },
  );

describe.each([10, 30, 100])('whatever k networks say beside %d voices', (voices) => {
  const within = ({ failed, worked }: { failed: number; worked: number }) => ({
    failed,
    worked: Math.min(worked, most(voices) - failed),
  });

  it('an outage that goes on neither eases nor ends', () => {
    fc.assert(
      fc.property(lies(voices), (said) => {
        const { fold, told } = afterFault(voices, 0.8);
        pass(fold, said.length, voices, 0.8, (at) => within(said[at] ?? { failed: 0, worked: 0 }));
        expect(told).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it('an outage that is over does not stay confirmed for two hours, nor is it so again', () => {
    fc.assert(
      fc.property(lies(voices), (said) => {
        const { fold, told } = afterFault(voices, 0.8);
        const none = { failed: 0, worked: 0 };
        pass(fold, 120, voices, 0.02, (at) => within(said[at % said.length] ?? none));
        expect(isFailing(fold.verdict())).toBe(false);
        expect(told.filter(isFailing)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});
