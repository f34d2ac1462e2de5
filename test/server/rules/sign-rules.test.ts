import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildKeys } from '../../../lib/platform/build-keys.ts';
import { pinnedKeysIn } from '../../../lib/rules/pinned-key.ts';
import { rulePackSchema } from '../../../lib/services/rule-pack-schema.ts';
import { readPack } from '../../../server/rules/read-pack.ts';
import { readOrder } from '../../../tools/sign-rules/read-order.ts';
import { runOrder } from '../../../tools/sign-rules/run-order.ts';

const NOW = Date.UTC(2026, 1, 3, 19);
const DAY = 86_400_000;

let folder: string;
const at = (name: string) => join(folder, name);
const run = (line: string, now = NOW) => runOrder(readOrder(line.split(' ')), now);

/** Makes a pair of keys. @returns their public halves as the build takes them */
async function makeKeys(): Promise<string> {
  const lines = await run(`keys --folder ${folder}`);
  return lines.at(-1)?.replace('OUTCRY_RULES_KEYS=', '') ?? '';
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'outcry-sign-'));
  const services = [{ id: 'chatgpt', off: { phrases: ['There is no such text'] } }];
  writeFileSync(at('source.json'), JSON.stringify({ minExt: '0.1.0', services }));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const sign = (more = '') =>
  `sign ${at('source.json')} --key ${at('rules-key.pem')} --out ${at('rules.json')}${more}`;

describe('sign-rules', () => {
  it('makes two keys that only their owner may read, and never over others', async () => {
    const publicKeys = await makeKeys();
    expect(pinnedKeysIn(buildKeys(publicKeys))).toHaveLength(2);
    for (const name of ['rules-key.pem', 'rules-spare-key.pem']) {
      expect(statSync(at(name)).mode & 0o077).toBe(0);
      expect(readFileSync(at(name), 'utf8')).toContain('PRIVATE KEY');
    }
    await expect(makeKeys()).rejects.toThrow('is there already');
  });

  it('signs a pack that a reader takes, and says what it did', async () => {
    const publicKeys = await makeKeys();
    const lines = await run(sign());
    expect(lines[0]).toContain('chatgpt has no rule phrases: "There is no such text"');
    expect(lines.at(-1)).toMatch(/seq 1, \d+ bytes, .* until 2026-02-17T19:00Z, 1 services/);
    const [good] = await run(`verify ${at('rules.json')} --keys ${publicKeys}`);
    expect(good).toContain('good: seq 1');
  });

  it('counts on, and renews what the pack says before it ends', async () => {
    const publicKeys = await makeKeys();
    await run(sign(' --days 3'));
    await expect(
      run(`verify ${at('rules.json')} --keys ${publicKeys}`, NOW + 3 * DAY),
    ).rejects.toThrow('expired (2026-02-0');
    await expect(
      run(`verify ${at('rules.json')} --keys ${publicKeys}`, NOW - 2 * DAY),
    ).rejects.toThrow(`too-early (${new Date(NOW).toISOString()})`);
    await run(
      `renew --key ${at('rules-key.pem')} --key ${at('rules-spare-key.pem')} --out ${at('rules.json')}`,
      NOW + 2 * DAY,
    );
    const [good] = await run(`verify ${at('rules.json')} --keys ${publicKeys}`, NOW + 3 * DAY);
    expect(good).toMatch(/seq 2, signed by \w{16}, \w{16}, until 2026-02-19/);
    expect(readPack(readFileSync(at('rules.json'), 'utf8'))?.pack?.services).toHaveLength(1);
  });

  it('keeps issuer keys that are still good, and takes others from a file', async () => {
    await makeKeys();
    const minute = NOW / 60_000;
    const key = (kid: string, from: number) => {
      return { kid: kid.repeat(24), from, until: from + 720, spki: 'A'.repeat(392) };
    };
    const keys = [key('a', minute - 600), key('b', minute - 240)];
    writeFileSync(at('issuer.json'), JSON.stringify(keys));
    await run(sign(` --issuer-keys ${at('issuer.json')}`));
    const held = () => readPack(readFileSync(at('rules.json'), 'utf8'))?.pack?.issuerKeys;
    expect(held()).toEqual(keys);
    await run(sign(), NOW + 3 * 3_600_000);
    expect(held()).toEqual(keys.slice(1));
  });

  it.each([
    [
      'a source that is not there',
      'sign nowhere.json --key KEY --out OUT',
      /nowhere.json cannot be read \(ENOENT\)/,
    ],
    [
      'a key that is not there',
      'sign SOURCE --key nowhere.pem --out OUT',
      /nowhere.pem cannot be read/,
    ],
    ['a key that is none', 'sign SOURCE --key SOURCE --out OUT', /holds no Ed25519 private key/],
    [
      'a number in the sequence that was used',
      'sign SOURCE --key KEY --seq 1 --out OUT',
      /--seq 1 is not above 1/,
    ],
    [
      'a life that is too long',
      'sign SOURCE --key KEY --days 15 --out OUT',
      /--days must be a whole number from 1 to 14/,
    ],
    [
      'issuer keys that are none',
      'sign SOURCE --key KEY --issuer-keys SOURCE --out OUT',
      /holds no issuer keys/,
    ],
    ['nothing to renew', 'renew --key KEY --out FOLDER/other.json', /holds no pack to renew/],
    ['a source to renew', 'renew SOURCE --key KEY', /renew signs what the pack says already/],
    ['no key', 'sign SOURCE', /--key is missing/],
    ['no keys to check with', 'verify OUT', /--keys is missing/],
    ['keys that are none', 'verify OUT --keys abc', /one or two public keys/],
    ['a service that there is not', 'names nobody', /There is no service "nobody": .*chatgpt/],
    ['a folder that is not there', 'issuer-keys FOLDER/none', /the server makes it/],
    ['a word too many', 'verify a b', /one word too many/],
    ['no command', 'seal', /"seal" is no command/],
  ])('says what is wrong with %s', async (_what, line, message) => {
    await makeKeys();
    await run(sign());
    const words = line
      .replace('SOURCE', at('source.json'))
      .replaceAll('SOURCE', at('source.json'))
      .replace('KEY', at('rules-key.pem'))
      .replace('FOLDER', folder)
      .replace('OUT', at('rules.json'));
    await expect(async () => run(words)).rejects.toThrow(message);
    expect(readPack(readFileSync(at('rules.json'), 'utf8'))?.seq).toBe(1);
    expect(existsSync(at('other.json'))).toBe(false);
  });

  it.each([
    ['{', /no JSON/],
    ['{"minExt":"0","services":[],"urls":[]}', /Unrecognized key|urls/],
    ['{"minExt":"0","services":[{"id":"chatgpt","hosts":["evil.example"]}]}', /services\.0/],
    [
      '{"minExt":"0","services":[{"id":"chatgpt","put":{"stop":["evil.example/x"]}}]}',
      /evil.example is no host/,
    ],
  ])('refuses the source %s and says where', async (source, message) => {
    await makeKeys();
    writeFileSync(at('source.json'), source);
    await expect(run(sign())).rejects.toThrow(message);
    expect(existsSync(at('rules.json'))).toBe(false);
  });

  it('lists the names of rules', async () => {
    const lines = await run('names chatgpt');
    expect(lines).toContain('endpoints: "/api/auth/session"');
    expect(lines.some((line) => line.startsWith('phrases: '))).toBe(true);
  });
});

describe('docs/protocol.md', () => {
  it('shows a payload that fits its schema', () => {
    const page = readFileSync(new URL('../../../docs/protocol.md', import.meta.url), 'utf8');
    const example = /```json rules-payload\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
    rulePackSchema.parse(JSON.parse(example));
  });
});
