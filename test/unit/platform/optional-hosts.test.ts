import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ALPHA, BETA } from '../background/world.ts';

interface Script {
  readonly id: string;
  readonly matches: string[];
}

const world = vi.hoisted(() => ({ granted: [] as string[], scripts: [] as Script[] }));
vi.mock('webextension-polyfill', () => ({
  default: {
    permissions: {
      contains: async ({ origins }: { origins: string[] }) =>
        origins.every((origin) => world.granted.includes(origin)),
    },
    scripting: {
      getRegisteredContentScripts: async () => world.scripts,
      registerContentScripts: async (scripts: Script[]) => {
        world.scripts.push(...scripts);
      },
      unregisterContentScripts: async ({ ids }: { ids: string[] }) => {
        world.scripts = world.scripts.filter(({ id }) => !ids.includes(id));
      },
    },
  },
}));

const { watchOptionalHosts } = await import('../../../lib/platform/optional-hosts.ts');
const services = [ALPHA, { ...BETA, core: false }];

beforeEach(() => {
  world.granted = [];
  world.scripts = [];
});

describe('watchOptionalHosts', () => {
  it('watches a further service only while its pages are allowed', async () => {
    await watchOptionalHosts(services);
    expect(world.scripts).toEqual([]);
    world.granted = ['https://beta.example/*', 'https://alpha.example/*'];
    await watchOptionalHosts(services);
    await watchOptionalHosts(services);
    expect(world.scripts).toMatchObject([
      { id: 'watch-beta', matches: ['https://beta.example/*'] },
    ]);
    world.granted = [];
    await watchOptionalHosts(services);
    expect(world.scripts).toEqual([]);
  });

  it('follows a service whose pages moved, and leaves other scripts alone', async () => {
    world.granted = ['https://beta.example/*'];
    world.scripts = [
      { id: 'watch-beta', matches: ['https://old.example/*'] },
      { id: 'other', matches: ['https://x.example/*'] },
    ];
    await watchOptionalHosts(services);
    expect(world.scripts).toMatchObject([
      { id: 'other' },
      { id: 'watch-beta', matches: ['https://beta.example/*'] },
    ]);
  });
});
