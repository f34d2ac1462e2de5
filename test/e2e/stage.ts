import { test as base, beforeEach } from 'vitest';
import type { BrowserName } from '../support/browsers/engine.ts';
import { makeFresh } from '../support/browsers/make-fresh.ts';
import { quietStatus } from '../support/quiet-status.ts';
import { openStages, type Stage } from './open-stages.ts';

export type { Stage } from './open-stages.ts';

/** Starting a browser takes longer than most tests, so a worker keeps its browsers from file to file. */
// biome-ignore lint/correctness/noEmptyPattern: Vitest reads from the pattern what a fixture needs.
const test = base.extend('stages', { scope: 'worker' }, ({}, { onCleanup }) => {
  const stages = openStages();
  onCleanup(stages.close);
  return stages;
});

/** Whose browser the tests of a block get. */
export interface Casting {
  /** Their own, because they change what cannot be made as good as new. */
  readonly own?: boolean;
}

/**
 * Gives the tests of a block a stage, and makes it as good as new before each of them.
 * @returns the stage, to be used within tests only
 */
export function useStage(browser: BrowserName, { own = false }: Casting = {}): Stage {
  let open: Stage | undefined;
  const ready = (): Stage => {
    if (!open) throw new Error('The stage is there only while tests run.');
    return open;
  };

  test.beforeAll(async ({ stages }) => {
    if (own) await stages.close(browser);
    open = await stages.of(browser);
  });
  test.afterAll(async ({ stages }) => {
    open = undefined;
    if (own) await stages.close(browser);
  });
  beforeEach(async () => {
    const { session, standIn, collector } = ready();
    await standIn.reset();
    collector.set('up');
    collector.say(quietStatus());
    collector.offer(null);
    await makeFresh(session);
    collector.clear();
  });

  return {
    get session() {
      return ready().session;
    },
    get standIn() {
      return ready().standIn;
    },
    get collector() {
      return ready().collector;
    },
  };
}
