import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ALPHA, BETA } from '../../unit/background/world.ts';

interface Script {
  readonly id: string;
  readonly matches: string[];
}

const world = vi.hoisted(() => ({
  granted: [] as string[],
  scripts: [] as Script[],
  removed: [] as string[],
}));
vi.mock('webextension-polyfill', () => ({
  default: {
    permissions: {
      getAll: async () => ({ origins: world.granted }),
      remove: async ({ origins }: { origins: string[] }) => {
        world.removed.push(...origins);
        return true;
      },
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
const { stopWatching } = await import('../../../lib/platform/stop-watching.ts');
const services = [ALPHA, { ...BETA, core: false }];

beforeEach(() => {
  world.granted = [];
  world.scripts = [];
  world.removed = [];
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

  it('watches of a service no more than is allowed, and of a shared host only its paths', async () => {
    const shared = {
      ...BETA,
      core: false,
      hosts: ['beta.example', 'big.example'],
      paths: { 'big.example': ['/chat'] },
    };
    world.granted = ['https://big.example/*'];
    await watchOptionalHosts([shared]);
    expect(world.scripts).toMatchObject([
      { id: 'watch-beta', matches: ['https://big.example/chat', 'https://big.example/chat?*'] },
    ]);
    world.granted.push('https://beta.example/*');
    await watchOptionalHosts([shared]);
    expect(world.scripts.map(({ matches }) => matches[0])).toEqual(['https://beta.example/*']);
  });
});

describe('stopWatching', () => {
  it('gives back the hosts of a further service', async () => {
    world.granted = ['https://beta.example/*', 'https://api.beta.example/*'];
    expect(await stopWatching('beta', services)).toBe(true);
    expect(world.removed).toEqual(world.granted);
  });

  it('keeps those that a service still watched needs, and leaves the others alone', async () => {
    const gamma = { ...BETA, id: 'gamma', core: false, hosts: ['gamma.example'] };
    world.granted = ['https://beta.example/*', 'https://api.beta.example/*'];
    await stopWatching('beta', [...services, gamma]);
    expect(world.removed).toEqual(['https://beta.example/*', 'https://api.beta.example/*']);
    world.removed = [];
    world.granted.push('https://gamma.example/*');
    await stopWatching('beta', [...services, gamma]);
    expect(world.removed).toEqual(['https://beta.example/*']);
  });

  it.each(['alpha', 'unknown'])('gives back nothing of %s', async (id) => {
    world.granted = ['https://alpha.example/*', 'https://api.alpha.example/*'];
    expect(await stopWatching(id, services)).toBe(false);
    expect(world.removed).toEqual([]);
  });
});
