import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { STATES } from '../../../lib/protocol/vocabulary.ts';
import { readDocument } from '../../../server/official/read-document.ts';
import { type Reading, UNREAD_REASONS } from '../../../server/official/reading.ts';
import { fuzzRuns } from '../../support/fuzz-runs.ts';
import {
  ENTRIES,
  FAMILIES,
  type Family,
  fixture,
  fixtureNames,
  NOW,
  readBytes,
} from './fixtures.ts';

/** How often a document is made up, for each family and kind. */
const RUNS = fuzzRuns(1 / 20);

// A made-up document takes about a tenth of a millisecond.
vi.setConfig({ testTimeout: 30_000 + 5 * RUNS });

const JSON_FAMILIES = FAMILIES.filter((family) => family !== 'rss');

/** A reading that may be shown, or none: whatever came in. */
function expectSound(reading: Reading): void {
  if (!reading.isRead) {
    expect(UNREAD_REASONS).toContain(reading.reason);
    return;
  }
  expect(STATES.filter((state) => state !== 'unknown')).toContain(reading.state);
  const { incident } = reading;
  const times = [reading.since, incident?.publishedAt ?? null].filter((time) => time !== null);
  for (const time of times) {
    expect(Number.isFinite(time)).toBe(true);
    expect(time).toBeLessThanOrEqual(NOW);
  }
  for (const text of [incident?.id ?? '', incident?.title ?? '']) {
    expect(typeof text).toBe('string');
    expect(Array.from(text).length).toBeLessThanOrEqual(200);
    expect(text).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
  }
}

/** Text with what documents of this family really say in it, and what no document should. */
function wordsOf(family: Family): fc.Arbitrary<string> {
  const texts = fixtureNames(family).map((name) => fixture(family, name).toString());
  const found = texts
    .flatMap((text) => text.match(/"[^"]*"/g) ?? [])
    .map((word) => word.slice(1, -1));
  const hostile = ['__proto__', 'constructor', 'toString', '$undefined', '', 'NaN', '\u202e', '💥'];
  return fc.oneof(fc.constantFrom(...new Set([...found, ...hostile])), fc.string());
}

/** Any JSON, its keys and texts drawn from the family's own. */
function likeDocuments(family: Family): fc.Arbitrary<unknown> {
  const word = wordsOf(family);
  return fc.letrec((tie) => ({
    any: fc.oneof(
      { depthSize: 'medium' },
      word,
      fc.integer(),
      fc.double(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('any'), { maxLength: 5 }),
      fc.dictionary(word, tie('any'), { maxKeys: 8, noNullPrototype: false }),
    ),
  })).any;
}

type Path = readonly (string | number)[];

function pathsOf(value: unknown, at: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...at, key]))];
}

/** A copy with the value at a path replaced; undefined takes it away. */
function changed(value: unknown, [key, ...rest]: Path, replacement: unknown): unknown {
  if (key === undefined) return replacement;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as never;
  const inner = rest.length === 0 ? replacement : changed(copy[key], rest, replacement);
  if (inner === undefined && rest.length === 0) delete copy[key];
  else Object.assign(copy, { [key]: inner });
  return copy;
}

/** A fixture with one to four values replaced, or taken away. */
function mutants(family: Family): fc.Arbitrary<unknown> {
  const documents = fixtureNames(family).map(
    (name) => JSON.parse(fixture(family, name).toString()) as unknown,
  );
  const replacement = fc.oneof(fc.constant(undefined), likeDocuments(family));
  return fc.constantFrom(...documents).chain((document) =>
    fc
      .array(fc.tuple(fc.constantFrom(...pathsOf(document)), replacement), {
        minLength: 1,
        maxLength: 4,
      })
      .map((changes) =>
        changes.reduce<unknown>((before, [path, value]) => {
          try {
            return changed(before, path, value);
          } catch {
            return before;
          }
        }, document),
      ),
  );
}

describe.each(JSON_FAMILIES)('the adapter for %s', (family) => {
  const read = (body: unknown) => readDocument({ type: 'json', body }, ENTRIES[family], NOW);

  it('answers soundly to any JSON', () => {
    const any = fc.oneof(
      fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value))),
      likeDocuments(family),
    );
    fc.assert(
      fc.property(any, (body) => expectSound(read(body))),
      { numRuns: RUNS },
    );
  });

  it('answers soundly to its own documents with something wrong in them', () => {
    fc.assert(
      fc.property(mutants(family), (body) => expectSound(read(body))),
      { numRuns: RUNS },
    );
  });

  it('answers soundly to any bytes, and to documents that were cut off', async () => {
    const whole = fc
      .constantFrom(...fixtureNames(family))
      .map((name) => Buffer.from(fixture(family, name).toString().trim()));
    const cut = fc.tuple(whole, fc.nat()).map(([text, at]) => text.subarray(0, at % text.length));
    const bytes = fc.oneof(fc.uint8Array({ maxLength: 300 }), cut);
    await fc.assert(
      fc.asyncProperty(bytes, async (body) => {
        expect((await readBytes(ENTRIES[family], body)).isRead).toBe(false);
      }),
      { numRuns: RUNS / 2 },
    );
  });

  it.each([
    [
      'prototype keys',
      '{"__proto__":{"components":[]},"constructor":{"prototype":1},"page":{"__proto__":1}}',
    ],
    [
      'objects that are no text',
      '{"page":{"id":{"toString":1},"name":{"toString":1,"valueOf":1}},"components":[]}',
    ],
    ['deep nesting', '['.repeat(400_000) + ']'.repeat(400_000)],
    ['deep objects', `${'{"page":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
    ['a list of a million zeros', `[${'0,'.repeat(999_999)}0]`],
    ['an empty text', '""'],
    ['null', 'null'],
    ['a number that is none', '1e999'],
    ['a byte order mark before HTML', '\ufeff<!doctype html><title>Just a moment...</title>'],
  ])('can not be hurt by %s', async (_, text) => {
    const started = performance.now();
    const reading = await readBytes(ENTRIES[family], Buffer.from(text));
    expect(reading.isRead).toBe(false);
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it.each(['components', 'incidents', 'included', 'updates', 'affected_components'])(
    'can not be hurt by a huge list where a document has one: %s',
    (key) => {
      const huge = Array.from({ length: 200_000 }, () => ({}));
      for (const name of fixtureNames(family)) {
        const text = fixture(family, name).toString();
        if (!text.includes(`"${key}"`)) continue;
        const body: unknown = JSON.parse(text, (at, value: unknown) => (at === key ? huge : value));
        expectSound(read(body));
      }
    },
  );
});

describe('the adapter for rss', () => {
  const entry = ENTRIES.rss;
  const texts = fixtureNames('rss').map((name) => fixture('rss', name).toString());
  const pieces = texts.flatMap((text) => text.match(/<[^>]*>|[^<>]+/g) ?? []);

  it('answers soundly to pieces of feeds in any order', async () => {
    const piece = fc.oneof(
      fc.constantFrom(...new Set([...pieces, '<![CDATA[', ']]>', '<!--', '&x;', '&#0;', '\0'])),
      fc.string(),
    );
    const feeds = fc.array(piece, { maxLength: 60 }).map((some) => some.join(''));
    await fc.assert(
      fc.asyncProperty(feeds, async (text) =>
        expectSound(await readBytes(entry, Buffer.from(text))),
      ),
      { numRuns: RUNS },
    );
  });

  it('answers soundly to feeds with pieces replaced, taken away or cut off', async () => {
    const change = fc.tuple(
      fc.nat(),
      fc.oneof(fc.constant(''), fc.constantFrom(...pieces), fc.string()),
    );
    const feeds = fc
      .tuple(fc.constantFrom(...texts), fc.array(change, { minLength: 1, maxLength: 4 }))
      .map(([text, changes]) => {
        const parts = text.match(/<[^>]*>|[^<>]+/g) ?? [];
        for (const [at, by] of changes) parts[at % parts.length] = by;
        return parts.join('');
      });
    await fc.assert(
      fc.asyncProperty(feeds, async (text) =>
        expectSound(await readBytes(entry, Buffer.from(text))),
      ),
      { numRuns: RUNS },
    );
  });

  it('answers soundly to any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        expect((await readBytes(entry, bytes)).isRead).toBe(false);
      }),
      { numRuns: RUNS / 2 },
    );
  });

  const bomb = `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "x">${Array.from(
    { length: 9 },
    (_, index) => `<!ENTITY a${index} "${`&a${index === 0 ? '' : index - 1};`.repeat(10)}">`,
  ).join('')}]><rss><channel><title>&a8;</title></channel></rss>`;

  it.each([
    ['a bomb of entities', bomb],
    [
      'an entity from a file',
      '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss>&x;</rss>',
    ],
    [
      'a document type alone',
      '<!DOCTYPE rss><rss><channel><title>SpaceXAI System Status</title></channel></rss>',
    ],
    ['an entity without a document type', '<rss><channel><title>&x;</title></channel></rss>'],
    ['deep nesting', '<a>'.repeat(600_000)],
    ['many elements', `<rss>${'<b/>'.repeat(500_000)}</rss>`],
    [
      'many attributes',
      `<rss ${Array.from({ length: 200_000 }, (_, at) => `a${at}=""`).join(' ')}/>`,
    ],
    ['two million carriage returns', `<rss>${'\r'.repeat(2_000_000)}`],
    ['half a million references', `<rss>${'&#65;'.repeat(400_000)}`],
    ['a page of HTML', '<!doctype html><html><head><title>SpaceXAI System Status</title>'],
    ['a feed cut off', texts[0]?.slice(0, -20) ?? ''],
    ['nothing', ''],
  ])('can not be hurt by %s', async (_, text) => {
    const started = performance.now();
    expect((await readBytes(entry, Buffer.from(text))).isRead).toBe(false);
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it.each(['<', '<a', '&lt;', 'status:', '\u202e', 'severity: a '])(
    'can not be hurt by a description that repeats %j',
    async (piece) => {
      const text = fixture('rss', 'active-outage.xml').toString();
      const long = text.replaceAll('<h3>', piece.repeat(1_000_000 / piece.length));
      const started = performance.now();
      expectSound(await readBytes(entry, Buffer.from(long)));
      expect(performance.now() - started).toBeLessThan(10_000);
    },
  );

  it('lets others have their turn while it parses', async () => {
    let turns = 0;
    let isOver = false;
    const count = () => {
      turns += 1;
      if (!isOver) setImmediate(count);
    };
    setImmediate(count);
    await readBytes(entry, Buffer.from(`<rss>${'x '.repeat(1_000_000)}</rss>`));
    isOver = true;
    expect(turns).toBeGreaterThan(20);
  });
});
