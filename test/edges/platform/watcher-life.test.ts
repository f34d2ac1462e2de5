import { afterEach, describe, expect, it, vi } from 'vitest';
import { isFirstWatcher } from '../../../lib/platform/first-watcher.ts';
import { connectToBackground } from '../../../lib/platform/page-messaging.ts';

afterEach(() => vi.unstubAllGlobals());

function answering(reply: unknown, id: string | undefined = 'outcry'): void {
  vi.stubGlobal('chrome', { runtime: { id, sendMessage: async () => reply } });
}

describe('the way to the background', () => {
  it.each([
    ['an answer', { ok: true }],
    ['a failure', { ok: false }],
    ['no answer', undefined],
    ['null', null],
    ['something strange', 'stop'],
    ['a strange stop', { stop: 'yes' }],
  ])('stays after %s', async (_what, reply) => {
    answering(reply);
    const connection = connectToBackground();
    expect(await connection.send({ type: 'watchStarted' })).toBe(reply);
    expect(connection.isGone()).toBe(false);
  });

  it('ends when the background says that the page is not to be watched', async () => {
    answering({ ok: false, stop: true });
    const connection = connectToBackground();
    await connection.send({ type: 'watchStarted' });
    expect(connection.isGone()).toBe(true);
  });

  it('ends with the extension', () => {
    vi.stubGlobal('chrome', { runtime: {} });
    expect(connectToBackground().isGone()).toBe(true);
    vi.stubGlobal('chrome', undefined);
    expect(connectToBackground().isGone()).toBe(true);
  });
});

describe('a page', () => {
  const connection = (isGone: boolean) => ({ isGone: () => isGone, send: async () => null });

  it('has one watcher at a time', () => {
    const world = {};
    expect(isFirstWatcher(connection(false), world)).toBe(true);
    expect(isFirstWatcher(connection(false), world)).toBe(false);
  });

  it('gets another when the first has lost its connection', () => {
    const world = {};
    expect(isFirstWatcher(connection(true), world)).toBe(true);
    expect(isFirstWatcher(connection(false), world)).toBe(true);
    expect(isFirstWatcher(connection(false), world)).toBe(false);
  });

  it('cannot pass an element for a watcher', () => {
    expect(isFirstWatcher(connection(false), { watcher: {}, 'outcry watcher': {} })).toBe(true);
  });
});
