import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { KeySharing } from '../../../server/tokens/share-keys.ts';
import { openTokens } from '../../../server/tokens/tokens.ts';
import { EPOCH, temporaryFolder } from './token-world.ts';

const HOUR = 3_600_000;

describe('the keys of several nodes', () => {
  let now = EPOCH * 60_000;
  let folders: ReturnType<typeof temporaryFolder>[];
  /** Who has what until when, as the cluster keeps it. */
  let claims: Map<string, { readonly holder: string; readonly until: number }>;
  let isAway: boolean;
  let errors: Error[];
  let foreign: number;

  beforeEach(() => {
    now = EPOCH * 60_000;
    folders = [temporaryFolder(), temporaryFolder()];
    claims = new Map();
    isAway = false;
    errors = [];
    foreign = 0;
  });
  afterEach(() => {
    for (const folder of folders) folder.clear();
  });

  const sharing: KeySharing = {
    peers: {
      async claim(job, holder, forMs) {
        if (isAway) throw new Error('away');
        const held = claims.get(job);
        if (held && held.until > now && held.holder !== holder) return false;
        claims.set(job, { holder, until: now + forMs });
        return true;
      },
    },
    onForeignKeys: () => {
      foreign += 1;
    },
  };
  const open = (folder: number, tokens: 'optional' | 'required' = 'optional') =>
    openTokens(
      { tokens, tokenKeys: folders[folder]?.path ?? '' },
      { spend: async () => [] },
      () => now,
      () => {},
      (error) => errors.push(error),
      sharing,
    );

  it('are found to be the same where they share a folder', async () => {
    const nodes = [await open(0), await open(0, 'required')];
    now += 6 * HOUR;
    for (const node of nodes) await node.update();
    expect(foreign).toBe(0);
  });

  it('are found to differ, at the start and as long as they do', async () => {
    const first = await open(0);
    const second = await open(1);
    expect(foreign).toBe(1);
    now += 6 * HOUR;
    await first.update();
    expect(foreign).toBe(1);
    await second.update();
    expect(foreign).toBe(2);
  });

  it('that differ keep a server from starting that needs them, until the others are gone', async () => {
    await open(0);
    const folder = folders[1]?.path ?? '';
    await expect(open(1, 'required')).rejects.toThrow(
      `OUTCRY_TOKEN_KEYS must be one folder for all servers of this cluster: another of them signs tokens with other keys than those in ${folder}`,
    );
    now += 150_000;
    await open(1, 'required');
    expect(foreign).toBe(0);
  });

  it('keep no server from starting while the cluster cannot tell', async () => {
    await open(0);
    isAway = true;
    await open(1, 'required');
    expect(errors.map(({ message }) => message)).toEqual(['away']);
  });
});
