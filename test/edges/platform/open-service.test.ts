import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ALPHA, BETA } from '../../unit/background/world.ts';

interface Tab {
  readonly id?: number;
  readonly windowId?: number;
  readonly url?: string;
  readonly lastAccessed?: number;
}

const world = vi.hoisted(() => ({ tabs: [] as Tab[], done: [] as unknown[] }));
vi.mock('webextension-polyfill', () => ({
  default: {
    tabs: {
      query: async () => world.tabs,
      create: async ({ url }: { url: string }) => world.done.push(`open ${url}`),
      update: async (id: number, { active }: { active: boolean }) =>
        world.done.push(`show ${id} ${active}`),
    },
    windows: {
      update: async (id: number, { focused }: { focused: boolean }) =>
        world.done.push(`focus ${id} ${focused}`),
    },
  },
}));

const { openService } = await import('../../../lib/platform/open-service.ts');
const shared = { ...BETA, hosts: ['big.example'], paths: { 'big.example': ['/chat/**'] } };
const services = [ALPHA, shared];

beforeEach(() => {
  world.tabs = [];
  world.done = [];
});

describe('openService', () => {
  it('shows the tab that was in use last, and its window', async () => {
    world.tabs = [
      { id: 1, windowId: 10, url: 'https://alpha.example/c/1', lastAccessed: 5 },
      { id: 2, windowId: 11, url: 'https://alpha.example/c/2', lastAccessed: 9 },
      { id: 3, windowId: 12, url: 'https://bank.example/', lastAccessed: 20 },
    ];
    await openService(services, ALPHA.id);
    expect(world.done).toEqual(['show 2 true', 'focus 11 true']);
  });

  it.each([
    ['no tab shows it', []],
    ['no tab’s address is told', [{ id: 1, windowId: 10 }]],
    ['a tab shows something else on the same host', [{ id: 1, url: 'https://big.example/home' }]],
    ['a tab’s address is none', [{ id: 1, url: 'nonsense' }]],
  ])('opens the service’s page when %s', async (_what, tabs) => {
    world.tabs = tabs;
    await openService(services, shared.id);
    expect(world.done).toEqual([`open ${shared.home}`]);
  });

  it('opens nothing for a service that it does not know', async () => {
    world.tabs = [{ id: 1, url: 'https://alpha.example/' }];
    await openService(services, 'https://evil.example/');
    expect(world.done).toEqual([]);
  });
});
