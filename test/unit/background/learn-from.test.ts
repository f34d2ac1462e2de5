import { describe, expect, it } from 'vitest';
import { createBackground } from '../../../lib/background/create-background.ts';
import type { TurnFact } from '../../../lib/detect/fact.ts';
import { ALPHA, BETA, createWorld, engine, NOON } from './world.ts';

const turn = (silence: number): TurnFact => ({
  type: 'turn',
  host: 'alpha.example',
  outcome: 'answered',
  silence,
  during: 'gap',
  at: NOON,
});

async function start() {
  const world = createWorld();
  const parts = {
    ...world.parts(),
    engine: { ...engine, planFor: (_service: unknown, _host: string, learned: unknown) => learned },
  };
  const background = createBackground(parts);
  await background.start();
  const learned = async (service: typeof ALPHA) =>
    background.fromPage({ type: 'watchStarted' }, service, service.hosts[0] ?? '', '/');
  return { background, learned };
}

describe('the plan of a page', () => {
  it('is as patient as the answers of its service were in this browser', async () => {
    const { background, learned } = await start();
    expect(await learned(ALPHA)).toEqual({ plan: {} });
    const facts = [...Array(5)].map(() => turn(70_000));
    await background.fromPage(
      { type: 'factsSeen', online: true, facts },
      ALPHA,
      'alpha.example',
      '/',
    );
    expect(await learned(ALPHA)).toEqual({ plan: { gap: 70_000 } });
    expect(await learned(BETA)).toEqual({ plan: {} });
  });

  it('knows nothing of that any more when the history has been cleared', async () => {
    const { background, learned } = await start();
    const facts = [...Array(5)].map(() => turn(70_000));
    await background.fromPage(
      { type: 'factsSeen', online: true, facts },
      ALPHA,
      'alpha.example',
      '/',
    );
    await background.fromUi({ type: 'clearHistory' });
    expect(await learned(ALPHA)).toEqual({ plan: {} });
  });
});
