import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { followTurn, type Signs, type Standing } from '../../../lib/watch/follow-turn.ts';

const patience = { start: 60_000, gap: 30_000, thinking: 300_000 };
const quiet: Signs = { busy: true, thinking: false, grew: false, counts: true };

/** A turn that is looked at each second. */
function follow() {
  const turn = followTurn(patience);
  return {
    ...turn,
    /** @returns the first standing other than waiting, and after how many seconds */
    run(seconds: number, signs: Partial<Signs>): [Standing, number] {
      for (let second = 1; second <= seconds; second += 1) {
        const standing = turn.step(1_000, { ...quiet, ...signs });
        if (standing !== 'waits') return [standing, second];
      }
      return ['waits', seconds];
    },
  };
}

describe('followTurn', () => {
  it('takes an answer for one when the page is no longer busy', () => {
    const turn = follow();
    expect(turn.run(20, {})[0]).toBe('waits');
    expect(turn.run(40, { grew: true })[0]).toBe('waits');
    expect(turn.run(9, { busy: false })).toEqual(['answered', 2]);
    expect(turn.silence()).toEqual({ silence: 20_000, during: 'start' });
  });

  it.each([
    ['before an answer begins', {}, 0, 61, 'start'],
    ['within an answer', {}, 5, 31, 'gap'],
    ['while the model thinks', { thinking: true }, 0, 301, 'thinking'],
    ['while the model thinks within an answer', { thinking: true }, 5, 301, 'thinking'],
  ] as const)('stalls after its patience %s', (_name, signs, grown, seconds, during) => {
    const turn = follow();
    turn.run(grown, { grew: true });
    expect(turn.run(1_000, signs)).toEqual(['stalled', seconds]);
    expect(turn.silence()).toEqual({ silence: seconds * 1_000, during });
  });

  it('tells of a stall once, and of the answer that comes after all', () => {
    const turn = follow();
    expect(turn.run(100, {})[0]).toBe('stalled');
    expect(turn.run(500, {})[0]).toBe('waits');
    expect(turn.run(3, { grew: true })[0]).toBe('waits');
    expect(turn.run(9, { busy: false })[0]).toBe('answered');
    expect(turn.silence().silence).toBeGreaterThan(500_000);
  });

  it('tells nothing more of a stalled turn that the user gives up', () => {
    const turn = follow();
    turn.run(5, { grew: true });
    expect(turn.run(100, {})[0]).toBe('stalled');
    expect(turn.run(9, { busy: false })[0]).toBe('ended');
  });

  it('counts no silence while the page is hidden or offline', () => {
    expect(follow().run(3_000, { counts: false })[0]).toBe('waits');
  });

  it('tells nothing of a turn that ends without a word', () => {
    const turn = follow();
    turn.run(10, {});
    expect(turn.run(9, { busy: false })).toEqual(['ended', 2]);
  });

  it('expects nothing of a page that could show that it is busy, and does not', () => {
    expect(follow().run(3_000, { busy: false })).toEqual(['ended', 10]);
  });

  it('goes by growth alone where nothing marks a busy page, and never takes a pause for a stall', () => {
    const turn = follow();
    turn.run(5, { busy: null, grew: true });
    expect(turn.run(600, { busy: null })).toEqual(['answered', 10]);
    expect(follow().run(600, { busy: null })).toEqual(['stalled', 61]);
  });

  it('is not ended by a mark that flickers', () => {
    const turn = follow();
    turn.run(5, { grew: true });
    expect(turn.run(1, { busy: false })[0]).toBe('waits');
    expect(turn.run(5, {})[0]).toBe('waits');
    expect(turn.run(1, { busy: false })[0]).toBe('waits');
    expect(turn.run(5, { grew: true })[0]).toBe('waits');
  });

  it('stalls at most once for each time that it grows, and ends once, whatever the page shows', () => {
    const signs = fc.record({
      busy: fc.option(fc.boolean()),
      thinking: fc.boolean(),
      grew: fc.boolean(),
      counts: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(90_000), signs)), (steps) => {
        const turn = followTurn(patience);
        let mayStall = true;
        for (const [ms, each] of steps) {
          if (each.grew) mayStall = true;
          const standing = turn.step(ms, each);
          if (standing === 'stalled') expect(mayStall).toBe(true);
          if (standing === 'stalled') mayStall = false;
          expect(turn.silence().silence).toBeLessThanOrEqual(7_200_000);
          if (standing === 'answered' || standing === 'ended') return;
        }
      }),
    );
  });
});
