import { expect, it } from 'vitest';
import { createBackground } from '../../../lib/background/create-background.ts';
import { ALPHA, createWorld } from './world.ts';

it('the next waking is planned by one after the other, so that the newest plan holds', async () => {
  const parts = createWorld().parts();
  const order: string[] = [];
  let release = () => {};
  const isHeld = new Promise<void>((resolve) => {
    release = resolve;
  });
  const background = createBackground({
    ...parts,
    async wakeAt() {
      order.push('begun');
      await isHeld;
      order.push('set');
    },
  });
  const starts = Promise.all([background.start(), background.start()]);
  await expect.poll(() => order).toContain('begun');
  // This reads as much from the database as the other plan needs.
  await background.fromPage({ type: 'watchStarted' }, ALPHA, 'alpha.example');
  release();
  await starts;
  expect(order).toEqual(['begun', 'set', 'begun', 'set']);
});
