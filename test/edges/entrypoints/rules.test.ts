import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { buildKeys } from '../../../lib/platform/build-keys.ts';
import { bundledServices } from '../../../lib/services/bundled.ts';
import type { ServicePatch } from '../../../lib/services/patch-schema.ts';
import type { View } from '../../../lib/status/view.ts';
import { payloadAt, sealed } from '../../support/rules/make-pack.ts';
import { FOREIGN_KEY, TEST_KEYS } from '../../support/rules/test-keys.ts';
import { fakeBrowser, fire, resetWorld, tell, until, world } from './fake-browser.ts';

const [service] = bundledServices.filter(({ core }) => core);
const host = service?.hosts[0] ?? '';
const id = service?.id ?? '';

vi.mock('webextension-polyfill', () => ({ default: fakeBrowser }));

vi.stubEnv('OUTCRY_RULES_KEYS', buildKeys(TEST_KEYS.map(({ x }) => x).join(',')) ?? '');
const { default: background } = await import('../../../entrypoints/background.ts');

/** The document of the chatbot answers with an error. @returns the events known after it */
async function fail(): Promise<View['events']> {
  const fact = { type: 'response', host, path: '/', status: 503, navigation: true, at: Date.now() };
  await tell({ type: 'factsSeen', online: true, facts: [fact] }, host);
  return (world.stored.view as View | undefined)?.events ?? [];
}

/** Rings the alarm while the server has this pack. */
async function bring(pack: string): Promise<void> {
  let asked = 0;
  vi.stubGlobal('fetch', async (url: string) => {
    if (!url.endsWith('/v1/rules.json')) return new Response('', { status: 503 });
    asked += 1;
    return new Response(pack);
  });
  fire('alarm', { name: 'tick' });
  await until(() => asked > 0);
}

const packOf = (patch: object, keys?: readonly (typeof FOREIGN_KEY)[]) =>
  sealed(payloadAt(Date.now(), [{ id, ...patch } as ServicePatch]), keys);

beforeEach(() => {
  resetWorld({ tab: `https://${host}/c/1` });
  globalThis.indexedDB = new IDBFactory();
  // No alarm rings by itself: what happens, happens because of the event.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  vi.spyOn(console, 'error').mockImplementation(() => {});
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  background.main();
});

describe('the background script of a build that pins keys', () => {
  it('leaves a service alone from the moment a pack says so, in open tabs and after a death', async () => {
    expect(await tell({ type: 'watchStarted' }, host)).toMatchObject({
      plan: { v: expect.any(Number) },
    });
    await bring(packOf({ switchedOff: true }));
    await until(() => world.injected.length === 2);
    expect(world.injected).toEqual(['endWatcher', 'content-scripts/watch.js']);
    expect(await tell({ type: 'watchStarted' }, host)).toEqual({ plan: null });
    expect(await fail()).toEqual([]);
    world.listeners = {};
    background.main();
    expect(await tell({ type: 'watchStarted' }, host)).toEqual({ plan: null });
    expect(await fail()).toEqual([]);
  });

  it('looks in a new place from the moment a pack says so', async () => {
    const selector = '[data-testid=snackbar]';
    await bring(packOf({ put: { notices: [{ place: 'toast', selector }] } }));
    await until(() => world.injected.length === 2);
    const { plan } = (await tell({ type: 'watchStarted' }, host)) as {
      plan: { notices: unknown[] };
    };
    expect(plan.notices[0]).toEqual({ place: 'toast', selector });
    expect(await fail()).toHaveLength(1);
  });

  it('goes on as before when the pack is not signed by a pinned key, and says why', async () => {
    await bring(packOf({ switchedOff: true }, [FOREIGN_KEY]));
    await until(() => vi.mocked(console.warn).mock.calls.length > 0);
    expect(vi.mocked(console.warn).mock.calls[0]?.[0]).toContain('not-signed');
    expect(world.injected).toEqual([]);
    expect(await fail()).toHaveLength(1);
  });
});
