import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { issuerKeysSchema } from '../../../lib/protocol/issuer-key.ts';
import { openIssuerKeys } from '../../../server/tokens/issuer-keys.ts';
import { openKeyFolder } from '../../../server/tokens/key-folder.ts';
import { EPOCH, someSecret, temporaryFolder } from './token-world.ts';

const HOUR = 3_600_000;

describe("the issuer's keys", () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let now = EPOCH * 60_000;
  const open = () => openIssuerKeys(openKeyFolder(folder.path), () => now, someSecret);

  beforeEach(() => {
    now = EPOCH * 60_000;
    folder = temporaryFolder();
  });
  afterEach(() => folder.clear());

  it('are made ahead, in the form that a rule pack carries', async () => {
    const keys = await open();
    const firstTwo = keys.publicKeys(now);
    await keys.update();
    const open6 = issuerKeysSchema.parse(keys.publicKeys(now));
    expect(open6.map(({ from }) => (from - EPOCH) / 360)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(open6.slice(0, 2)).toEqual(firstTwo);
    expect(new Set(open6.map(({ kid }) => kid)).size).toBe(6);
    expect(JSON.stringify(open6)).not.toMatch(/PRIVATE|secret/);
  });

  it('lie in a folder that nobody else may read', async () => {
    await (await open()).update();
    expect(statSync(folder.path).mode & 0o777).toBe(0o700);
    const files = readdirSync(folder.path);
    expect(files).toHaveLength(6);
    for (const file of files) expect(statSync(join(folder.path, file)).mode & 0o777).toBe(0o600);
  });

  it('are the same for all nodes that share the folder, also when they start together', async () => {
    const nodes = await Promise.all([open(), open(), open()]);
    await Promise.all(nodes.map(({ update }) => update()));
    const [first, ...others] = nodes.map((node) => node.publicKeys(now));
    for (const other of others) expect(other).toEqual(first);
    expect((await open()).publicKeys(now)).toEqual(first);
  });

  it('sign for six hours and live for twelve, then their secret is deleted', async () => {
    const keys = await open();
    const { kid, from } = keys.signing() ?? { kid: '', from: 0 };
    expect(from).toBe(EPOCH);
    now += 6 * HOUR - 1;
    expect(keys.signing()?.kid).toBe(kid);
    now += 1;
    expect(keys.signing()?.kid).not.toBe(kid);
    expect(keys.living(kid)?.kid).toBe(kid);
    now += 6 * HOUR - 1;
    expect(keys.living(kid)?.kid).toBe(kid);
    now += 1;
    expect(keys.living(kid)).toBeNull();
    await keys.update();
    expect(readdirSync(folder.path)).not.toContain(`${EPOCH}.pem`);
    expect(keys.publicKeys(now).map(({ kid: other }) => other)).not.toContain(kid);
    expect(keys.signing()?.from).toBe(EPOCH + 720);
    expect(readdirSync(folder.path)).toHaveLength(7);
  });

  it('leave nothing behind, nor do drafts of a server that died while it made them', async () => {
    const keys = await open();
    writeFileSync(join(folder.path, `${EPOCH}.left.draft`), 'a secret');
    now += 12 * 3_600_000;
    await keys.update();
    expect(readdirSync(folder.path).filter((name) => name.startsWith(`${EPOCH}.`))).toEqual([]);
  });

  it('are not taken before their time', async () => {
    const keys = await open();
    const [, next] = keys.publicKeys(now);
    expect(keys.living(next?.kid ?? '')).toBeNull();
  });

  it('stop the start with a line that says what to do when there is no place for them', () => {
    writeFileSync(folder.path, 'a file, no folder');
    expect(() => openKeyFolder(join(folder.path, 'keys'))).toThrow(
      /keys cannot hold keys \(ENOTDIR\): choose a folder with OUTCRY_TOKEN_KEYS$/,
    );
    expect(() => openKeyFolder(folder.path)).toThrow(
      /keys cannot hold keys \(ENOTDIR\): choose a folder with OUTCRY_TOKEN_KEYS$/,
    );
    // Where Node's own way of making folders never returns (Node 26.10).
    expect(() => openKeyFolder('/proc/keys')).toThrow(
      /^\/proc\/keys cannot hold keys \(E[A-Z]+\): choose a folder with OUTCRY_TOKEN_KEYS$/,
    );
  });

  it('stop the start with the name of a file that is damaged', async () => {
    await open();
    const damaged = join(folder.path, `${EPOCH + 360}.pem`);
    writeFileSync(damaged, 'nothing');
    await expect(open()).rejects.toThrow(damaged);
  });
});
