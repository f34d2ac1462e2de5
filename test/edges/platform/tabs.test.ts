import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ALPHA, BETA } from '../../unit/background/world.ts';

interface Tab {
  readonly id?: number;
  readonly url?: string;
}

const world = vi.hoisted(() => ({
  granted: [] as string[],
  tabs: [] as Tab[],
  injected: [] as number[],
}));
vi.mock('webextension-polyfill', () => ({
  default: {
    permissions: { getAll: async () => ({ origins: world.granted }) },
    tabs: { query: async () => world.tabs },
    scripting: {
      executeScript: async ({ target }: { target: { tabId: number } }) => {
        if (target.tabId === 13) throw new Error('Frame with ID 0 is showing error page');
        world.injected.push(target.tabId);
      },
    },
  },
}));

const { watchOpenTabs } = await import('../../../lib/platform/open-tabs.ts');
const { activeHost } = await import('../../../lib/platform/active-host.ts');
const shared = { ...BETA, hosts: ['big.example'], paths: { 'big.example': ['/chat/**'] } };
const services = [ALPHA, shared];

beforeEach(() => {
  world.granted = ['https://alpha.example/*', 'https://big.example/*'];
  world.tabs = [];
  world.injected = [];
});

describe('watchOpenTabs', () => {
  it('starts the watcher in tabs that show an allowed chatbot, and in no others', async () => {
    world.tabs = [
      { id: 1, url: 'https://alpha.example/c/1?x#y' },
      { id: 2, url: 'https://big.example/chat/1' },
      { id: 3, url: 'https://big.example/home' },
      { id: 4, url: 'https://api.alpha.example/' },
      { id: 5, url: 'http://alpha.example/' },
      { id: 6, url: 'about:blank' },
      { id: 7 },
      { id: 8, url: 'nonsense' },
      { url: 'https://alpha.example/' },
    ];
    await watchOpenTabs(services);
    expect(world.injected).toEqual([1, 2]);
    world.injected = [];
    world.granted = ['https://big.example/*'];
    await watchOpenTabs(services);
    expect(world.injected).toEqual([2]);
  });

  it('goes on when one tab takes no script', async () => {
    world.tabs = [13, 14].map((id) => ({ id, url: 'https://alpha.example/' }));
    await watchOpenTabs(services);
    expect(world.injected).toEqual([14]);
  });
});

describe('activeHost', () => {
  it.each([
    ['a chatbot', 'https://alpha.example/c/1', 'alpha.example'],
    ['a chatbot on a shared host', 'https://big.example/chat', 'big.example'],
    ['something else on a shared host', 'https://big.example/home', null],
    ['anything else', 'https://bank.example/', null],
    ['an address that is not told', undefined, null],
    ['an address that is none', 'nonsense', null],
  ])('of a tab with %s', async (_what, url, host) => {
    world.tabs = [url === undefined ? {} : { url }];
    expect(await activeHost(services)).toBe(host);
  });

  it('is null without a tab', async () => {
    expect(await activeHost(services)).toBeNull();
  });
});
