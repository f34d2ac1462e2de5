import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import JSZip from 'jszip';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** No server: only what is packed matters. The port names the folder. */
const OUTCRY_SERVER = 'http://127.0.0.1:18799';

/** Packs the extension as `npm run zip` does. @returns the packages by the end of their names */
function pack(root: string, config: string, output: string): ReadonlyMap<string, Buffer> {
  const wxt = join(root, 'node_modules', 'wxt', 'bin', 'wxt.mjs');
  const run = spawnSync(process.execPath, [wxt, 'zip', '-b', 'firefox', '--mv3', '-c', config], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production', OUTCRY_SERVER },
    encoding: 'utf8',
  });
  if (run.status !== 0) throw new Error(`Packing failed:\n${run.stdout}${run.stderr}`);
  const folder = join(root, '.output', output);
  const zips = readdirSync(folder).filter((name) => name.endsWith('.zip'));
  return new Map(
    zips.map((name) => [name.replace(/^.*-/, ''), readFileSync(join(folder, name))] as const),
  );
}

async function unpack(zip: Buffer, folder: string): Promise<void> {
  for (const file of Object.values((await JSZip.loadAsync(zip)).files)) {
    if (file.dir) continue;
    const path = join(folder, file.name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, await file.async('nodebuffer'));
  }
}

/** What a reviewer of the store does: takes the sources that come with the package, and builds it again. */
describe('P14: the package is what is in the repository', () => {
  const elsewhere = mkdtempSync(join(tmpdir(), 'outcry-sources-'));
  let first: ReadonlyMap<string, Buffer>;
  let second: ReadonlyMap<string, Buffer>;

  beforeAll(async () => {
    first = pack(ROOT, 'test/support/extension/wxt.config.ts', 'test-18799');
    await unpack(first.get('sources.zip') as Buffer, elsewhere);
    symlinkSync(join(ROOT, 'node_modules'), join(elsewhere, 'node_modules'));
    second = pack(elsewhere, 'wxt.config.ts', '');
  });
  afterAll(() => rmSync(elsewhere, { recursive: true, force: true }));

  it('built from its sources in another folder it has the same bytes', () => {
    expect(first.get('firefox.zip')?.length).toBeGreaterThan(10_000);
    expect(second.get('firefox.zip')?.equals(first.get('firefox.zip') as Buffer)).toBe(true);
  });

  it('and so have the sources', () => {
    expect(second.get('sources.zip')?.equals(first.get('sources.zip') as Buffer)).toBe(true);
  });

  it('the sources hold what a reviewer needs, and nothing of ours', async () => {
    const { files } = await JSZip.loadAsync(first.get('sources.zip') as Buffer);
    const names = Object.keys(files);
    expect(names).toEqual(
      expect.arrayContaining(['README.md', 'package-lock.json', 'wxt.config.ts', 'tsconfig.json']),
    );
    expect(names.filter((name) => /^(?:data|demo-output|bench|server|test)\//.test(name))).toEqual(
      [],
    );
  });
});
