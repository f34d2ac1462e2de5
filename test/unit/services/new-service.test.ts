import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serviceSchema } from '../../../lib/services/schema.ts';
import { createClassifier } from '../../../tools/classify/classifier.ts';
import { parsePage } from '../../../tools/classify/page.ts';
import { createService } from '../../../tools/services/create-service.ts';
import { hueOf, lettersOf } from '../../../tools/services/monogram.ts';
import { readOrder } from '../../../tools/services/read-order.ts';
import { refresh } from '../../../tools/services/refresh.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const TODAY = '2026-11-23';

const ordered = (change: Readonly<Record<string, string>> = {}, id = 'examplebot') => {
  const options = {
    name: 'Examplebot',
    vendor: 'Example Inc.',
    home: 'https://chat.example.com/',
    status: 'https://status.example.com',
    ...change,
  };
  return [id, ...Object.entries(options).flatMap(([name, value]) => [`--${name}`, value])];
};
const newService = (change: Readonly<Record<string, string>> = {}, id?: string) => {
  const order = readOrder(ordered(change, id));
  if (order.type !== 'new') throw new Error('no new service');
  return order;
};

let folder = '';
const read = (path: string) => readFileSync(join(folder, path), 'utf8');
const files = () => readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'outcry-new-service-'));
  for (const path of ['README.md', 'lib/services/chatgpt.json', 'lib/services/grok.json']) {
    cpSync(join(ROOT, path), join(folder, path));
  }
  mkdirSync(join(folder, 'docs'));
  refresh(folder);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('createService', () => {
  it('writes a valid file, a page of each kind, an icon, and rows in both documents', () => {
    const before = files();
    const written = createService(folder, newService(), TODAY);
    expect(files().filter((path) => !before.includes(path) && /\.\w+$/.test(path))).toEqual(
      [...written].filter((path) => !path.endsWith('.md')).sort(),
    );
    const service = serviceSchema.parse(JSON.parse(read('lib/services/examplebot.json')));
    expect(service).toMatchObject({
      core: false,
      hosts: ['chat.example.com'],
      statusPage: 'https://status.example.com',
      trust: 'C',
      evidence: [{ date: TODAY }],
    });
    expect(service.paths).toBeUndefined();
    expect(read('README.md')).toContain('| Examplebot | chat.example.com | on a click | C |');
    expect(read('docs/coverage.md')).toContain('| Examplebot | – | – | – | – | C |');
    expect(read('public/services/examplebot.svg')).toContain('>Ex</text>');
  });

  it('writes the file as the formatter wants it', () => {
    createService(folder, newService({ home: 'https://example.com/chat/' }), TODAY);
    const text = read('lib/services/examplebot.json');
    const biome = join(ROOT, 'node_modules/@biomejs/biome/bin/biome');
    const formatted = spawnSync(
      process.execPath,
      [biome, 'format', '--stdin-file-path=lib/services/examplebot.json'],
      { cwd: ROOT, input: text, encoding: 'utf8' },
    );
    expect(formatted.stdout).toBe(text);
  });

  it.each(['fine/new-chat', 'failing/home-503', 'look-alike/chat-title-is-an-error'])(
    'writes a page that the engine takes for what it is: %s',
    (name) => {
      createService(folder, newService(), TODAY);
      const service = serviceSchema.parse(JSON.parse(read('lib/services/examplebot.json')));
      const text = read(`test/fixtures/services/examplebot/${name}.html`);
      const [, head = ''] = /^<!-- (.*) -->\n/.exec(text) ?? [];
      const { expect: observations, ...page } = JSON.parse(head);
      const classify = createClassifier([service]);
      const html = text.replace(/^.*\n/, '');
      expect(classify(parsePage(JSON.stringify({ ...page, html })))).toEqual({
        service: 'examplebot',
        observations,
      });
    },
  );

  it('takes a home below the top for all that is the service’s on that host', () => {
    createService(folder, newService({ home: 'https://example.com/chat/' }), TODAY);
    const service = serviceSchema.parse(JSON.parse(read('lib/services/examplebot.json')));
    expect(service.paths).toEqual({ 'example.com': ['/chat/**'] });
    expect(read('README.md')).toContain('| example.com/chat |');
  });

  it('shares a host with a service that has only some of its paths', () => {
    createService(folder, newService({ home: 'https://x.com/other' }), TODAY);
    expect(read('README.md')).toContain('| x.com/other |');
  });

  it.each([
    ['an id that exists', newService({}, 'chatgpt'), 'lib/services/chatgpt.json is there already'],
    ['a name that exists', newService({ name: 'chatgpt' }), 'the name of the service "chatgpt"'],
    [
      'a host that is taken',
      newService({ home: 'https://chatgpt.com/' }),
      'belongs to the service',
    ],
    ['a whole host of which a part is taken', newService({ home: 'https://x.com/' }), '"grok"'],
  ])('refuses %s and writes nothing', (_what, order, message) => {
    const before = files();
    expect(() => createService(folder, order, TODAY)).toThrow(message);
    expect(files()).toEqual(before);
  });
});

describe('refresh', () => {
  it('changes nothing the second time', () => {
    expect(refresh(folder)).toEqual([]);
  });

  it('says which file does not fit the schema', () => {
    cpSync(join(ROOT, 'package.json'), join(folder, 'lib/services/bad.json'));
    expect(() => refresh(folder)).toThrow('lib/services/bad.json');
  });
});

describe('readOrder', () => {
  it.each([
    ['no id', [], 'id'],
    ['an id with capitals', ordered({}, 'ChatBot'), 'no id'],
    ['a path for an id', ordered({}, '../x'), 'no id'],
    ['two ids', [...ordered(), 'more'], 'One id only'],
    ['no name', ordered({ name: ' ' }), '--name'],
    ['a name that breaks a table', ordered({ name: 'a|b' }), '--name'],
    ['a name without end', ordered({ name: 'x'.repeat(41) }), '--name'],
    ['no vendor', ordered({ vendor: '' }), '--vendor'],
    ['no address', ['examplebot', '--name', 'E', '--vendor', 'E'], '--home is missing'],
    ['an address that is none', ordered({ home: 'chat.example.com' }), '--home'],
    ['an address that is not https', ordered({ home: 'http://chat.example.com/' }), '--home'],
    ['a number for a host', ordered({ home: 'https://127.0.0.1/' }), '--home'],
    ['a host without a domain', ordered({ home: 'https://localhost/' }), '--home'],
    ['an address with a port', ordered({ home: 'https://chat.example.com:8443/' }), 'no port'],
    ['an address with a query', ordered({ status: 'https://s.example.com/?a=1' }), 'no port'],
    ['an unknown option', [...ordered(), '--core'], '--core'],
    ['an id besides --refresh', ['--refresh', 'examplebot'], 'alone'],
  ])('refuses %s', (_what, args, message) => {
    expect(() => readOrder(args)).toThrow(message);
  });
});

describe('npm run new-service', () => {
  it('says what is wrong and how it is used, without a stack', () => {
    const run = spawnSync(process.execPath, ['tools/new-service.ts', 'chatgpt', '--name', 'X'], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    expect(run.status).toBe(1);
    expect(run.stderr).toMatch(/^new-service: --vendor must be .*\nUse: npm run new-service -- /);
    expect(run.stderr).not.toContain('    at ');
  });
});

describe('monogram', () => {
  it.each([
    ['Claude', 'Cl'],
    ['ChatGPT', 'CG'],
    ['Le Chat', 'LC'],
    ['Character.AI', 'CA'],
    ['kimi', 'Ki'],
    ['X', 'X'],
    ['元宝', '元宝'],
  ])('of %s has the letters %s', (name, letters) => {
    expect(lettersOf(name)).toBe(letters);
  });

  it('has a colour that only depends on the id', () => {
    expect(hueOf('claude')).toBe(hueOf('claude'));
    expect(hueOf('claude')).not.toBe(hueOf('chatgpt'));
  });
});
