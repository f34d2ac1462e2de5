import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { openDatabase } from '../../../lib/journal/database.ts';
import { CONSENT_KEY, CONSENT_TEXT_VERSION } from '../../../lib/report/consent.ts';
import { bundledServices } from '../../../lib/services/bundled.ts';
import type { View } from '../../../lib/status/view.ts';
import { fakeBrowser, fire, resetWorld, tell, until, world } from './fake-browser.ts';

vi.mock('webextension-polyfill', () => ({ default: fakeBrowser }));

const { default: background } = await import('../../../entrypoints/background.ts');

async function waiting(): Promise<number> {
  const database = await openDatabase();
  const count = await database.count('outbox');
  database.close();
  return count;
}

const [service] = bundledServices;
const host = service?.hosts[0] ?? '';
const id = service?.id ?? '';
const failure = () => ({
  type: 'factsSeen',
  online: true,
  facts: [
    {
      type: 'response',
      host,
      path: '/',
      status: 503,
      navigation: true,
      method: 'GET',
      at: Date.now(),
    },
  ],
});

beforeEach(() => {
  resetWorld({
    mayNotify: false,
    stored: { [CONSENT_KEY]: { choice: 'given', text: CONSENT_TEXT_VERSION } },
  });
  globalThis.indexedDB = new IDBFactory();
  vi.stubGlobal('fetch', async () => new Response('', { status: 503 }));
  // No alarm rings: what happens, happens because of the event.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  vi.spyOn(console, 'error').mockImplementation(() => {});
});

describe('the background script', () => {
  it('has registered every listener when it returns', () => {
    background.main();
    expect(Object.keys(world.listeners)).toEqual(
      expect.arrayContaining([
        'alarm',
        'message',
        'error',
        'added',
        'removed',
        'installed',
        'startup',
      ]),
    );
  });

  it('opens the chatbot when its notification is clicked', async () => {
    world.mayNotify = true;
    background.main();
    fire('clicked', id);
    await until(async () => world.opened.length > 0);
    expect(world.opened).toEqual([service?.home]);
  });

  it('hears clicks from when notifications are allowed, once', async () => {
    background.main();
    expect(world.listeners.clicked).toBeUndefined();
    world.mayNotify = true;
    fire('added', {});
    fire('added', {});
    expect(world.listeners.clicked).toHaveLength(1);
  });

  it('withdraws when a permission is taken away, though the watchers cannot be set', async () => {
    background.main();
    expect(await tell(failure(), host)).toEqual({ ok: true });
    expect(await waiting()).toBe(1);
    world.stored[CONSENT_KEY] = { choice: 'declined', text: CONSENT_TEXT_VERSION };
    world.isScriptingBroken = true;
    fire('removed', {});
    await until(async () => (await waiting()) === 0);
  });

  it('takes nothing down of a host that is not allowed, and ends its watcher', async () => {
    background.main();
    world.origins = ['https://other.example/*'];
    expect(await tell({ type: 'watchStarted' }, host)).toEqual({ plan: null, stop: true });
    expect(await tell(failure(), host)).toEqual({ ok: false, stop: true });
    const request = { url: `https://${host}/`, type: 'main_frame', method: 'GET' };
    fire('error', { ...request, error: 'net::ERR_CONNECTION_RESET', timeStamp: Date.now() });
    fire('completed', { ...request, statusCode: 503, timeStamp: Date.now() });
    world.origins = [`https://${host}/*`];
    expect(await tell(failure(), host)).toEqual({ ok: true });
    const view = world.stored.view as View;
    expect(view.events.map(({ times }) => times)).toEqual([1]);
  });

  it('takes a page of a shared host for use of its chatbot only where that is', async () => {
    background.main();
    const shared = bundledServices.find(({ paths }) => paths !== undefined);
    const [place, [path] = []] = Object.entries(shared?.paths ?? {})[0] ?? [];
    const opened = (at: string) => tell({ type: 'watchStarted' }, `${place}${at}`);
    const used = () => Object.keys((world.stored.view as View | undefined)?.used ?? {});
    await opened('/elsewhere');
    await until(async () => world.stored.view !== undefined);
    expect(used()).toEqual([]);
    await opened(path?.replace('/**', '') ?? '');
    await until(async () => used().length > 0);
    expect(used()).toEqual([shared?.id]);
  });

  it('says in the view what may be watched', async () => {
    background.main();
    world.origins = [];
    fire('removed', {});
    await until(
      async () =>
        (world.stored.view as View | undefined)?.watching?.[id]?.state ===
        (service?.core ? 'lost' : 'off'),
    );
  });

  it('does its work as soon as it can, though the database could not be opened at first', async () => {
    const { open } = globalThis.indexedDB;
    let failures = 2;
    vi.spyOn(globalThis.indexedDB, 'open').mockImplementation((...given) => {
      failures -= 1;
      if (failures >= 0) throw new DOMException('Internal error', 'UnknownError');
      return open.apply(globalThis.indexedDB, given);
    });
    background.main();
    await until(async () => failures <= 0);
    expect(await tell(failure(), host)).toEqual({ ok: true });
    expect(await waiting()).toBe(1);
  });
});
