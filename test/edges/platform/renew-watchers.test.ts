import { runInThisContext } from 'node:vm';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { endWatcher, isFirstWatcher } from '../../../lib/platform/first-watcher.ts';
import { connectToBackground } from '../../../lib/platform/page-messaging.ts';
import { ALPHA, BETA } from '../../unit/background/world.ts';

interface Injection {
  readonly target: { readonly tabId: number };
  readonly func?: () => void;
  readonly files?: readonly string[];
}

const world = vi.hoisted(() => ({ injected: [] as string[] }));
vi.mock('webextension-polyfill', () => ({
  default: {
    permissions: { getAll: async () => ({ origins: ['https://alpha.example/*'] }) },
    tabs: {
      query: async () => [
        { id: 1, url: 'https://alpha.example/' },
        { id: 2, url: 'https://beta.example/' },
        { id: 3, url: 'https://alpha.example/error' },
      ],
    },
    scripting: {
      executeScript: async ({ target, func, files }: Injection) => {
        if (target.tabId === 3) throw new Error('Frame with ID 0 is showing error page');
        world.injected.push(`${target.tabId} ${func?.name ?? files?.join()}`);
      },
    },
  },
}));

const { renewWatchers } = await import('../../../lib/platform/renew-watchers.ts');

beforeEach(() => {
  world.injected = [];
  vi.stubGlobal('chrome', { runtime: { id: 'outcry', sendMessage: async () => ({ ok: true }) } });
});

describe('a watcher', () => {
  it('is ended and started again in the tabs of these services that we may look at', async () => {
    await renewWatchers([ALPHA, BETA]);
    expect(world.injected).toEqual(['1 endWatcher', '1 content-scripts/watch.js']);
  });

  it('says nothing more once it is ended, and makes room for the next', () => {
    const before = connectToBackground();
    expect(isFirstWatcher(before)).toBe(true);
    expect(isFirstWatcher(connectToBackground())).toBe(false);
    endWatcher();
    expect(before.isGone()).toBe(true);
    const next = connectToBackground();
    expect(isFirstWatcher(next)).toBe(true);
    expect(next.isGone()).toBe(false);
  });

  it.each([
    ['there is none', undefined],
    ['there is something else', 'watcher'],
    ['it is of a version that cannot be ended', { isGone: () => false }],
  ])('is not missed where %s', (_what, found) => {
    Reflect.set(globalThis, Symbol.for('outcry watcher'), found);
    expect(endWatcher).not.toThrow();
  });

  it('is ended by code that stands alone, for it is sent into the page as text', () => {
    const stop = vi.fn();
    Reflect.set(globalThis, Symbol.for('outcry watcher'), { stop });
    runInThisContext(`(${endWatcher.toString()})()`);
    expect(stop).toHaveBeenCalledOnce();
  });
});
