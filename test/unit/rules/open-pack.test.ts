import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_RULES_BYTES } from '../../../lib/protocol/rules.ts';
import { type Opening, openPack } from '../../../lib/rules/open-pack.ts';
import { remember } from '../../../lib/rules/pack-memory.ts';
import { rulePackSchema } from '../../../lib/services/rule-pack-schema.ts';
import type { SigningKey } from '../../../server/rules/signing-key.ts';
import { payloadAt, sealed } from '../../support/rules/make-pack.ts';
import { CURRENT_KEY, FOREIGN_KEY, SPARE_KEY, TEST_KEYS } from '../../support/rules/test-keys.ts';

const NOW = Date.UTC(2026, 1, 3, 12);
const DAY = 86_400_000;

const opening: Opening = {
  keys: TEST_KEYS.map(({ kid, x }) => ({ kid, x })),
  hosts: new Set(['alpha.example', 'api.alpha.example']),
  version: '0.1.0',
  now: NOW,
  memory: [],
};
const iso = (ms: number) => new Date(ms).toISOString();

async function whyNot(text: string, more: Partial<Opening> = {}): Promise<string> {
  const answer = await openPack(text, { ...opening, ...more });
  return answer.ok ? 'taken' : answer.why;
}

const good = payloadAt(NOW, [{ id: 'alpha', off: { phrases: ['Oops'] } }]);
const with_ = (more: object) => sealed(payloadAt(NOW, [], more));
const patched = (patch: object) => sealed(payloadAt(NOW, [{ id: 'alpha', ...patch }]));
/** The file with something else in place of its parts. */
const file = (more: object) => JSON.stringify({ ...JSON.parse(sealed(good)), ...more });
const raw = (name: string, value: string) =>
  sealed(JSON.stringify(good).replace(/^\{/, `{"${name}":${value},`));

describe('a pack', () => {
  it.each([
    ['of the current key', [CURRENT_KEY]],
    ['of the spare', [SPARE_KEY]],
    ['of both', [CURRENT_KEY, SPARE_KEY]],
    ['of one of them among others', [FOREIGN_KEY, CURRENT_KEY]],
  ])('%s is taken', async (_whose, keys) => {
    const answer = await openPack(sealed(good, keys), opening);
    expect(answer).toMatchObject({ ok: true, opened: { pack: good, seq: 1 } });
  });

  it.each([
    ['that is longer than 64 KiB', `${sealed(good)}${' '.repeat(MAX_RULES_BYTES)}`, 'too-long'],
    ['of 64 KiB of letters of three bytes', '€'.repeat(MAX_RULES_BYTES / 2), 'too-long'],
    ['that is empty', '', 'no-pack'],
    ['that is a page', '<!doctype html>', 'no-pack'],
    ['that is null', 'null', 'no-pack'],
    ['nested thirty thousand times', '['.repeat(30_000), 'no-pack'],
    ['of lists thirty thousand deep', '['.repeat(30_000) + ']'.repeat(30_000), 'no-pack'],
    ['with something more in the file', file({ more: 1 }), 'no-pack'],
    ['without signatures', file({ sigs: [] }), 'no-pack'],
    ['with five signatures', sealed(good, Array(5).fill(CURRENT_KEY)), 'no-pack'],
    ['with a payload in base64url', file({ payload: '-_-_' }), 'no-pack'],
    ['with a payload in bad base64', file({ payload: 'AAA' }), 'no-pack'],
    ['with a payload that is no text', file({ payload: ['AAAA'] }), 'no-pack'],
    ['with a key in the prototype', '{"__proto__":{"payload":"AAAA","sigs":[]}}', 'no-pack'],
    ['of a stranger', sealed(good, [FOREIGN_KEY]), 'not-signed'],
    [
      'whose payload was changed',
      file({ payload: btoa(JSON.stringify({ ...good, seq: 2 })) }),
      'not-signed',
    ],
    [
      'whose payload is another encoding of the same',
      file({ payload: btoa(` ${JSON.stringify(good)}`) }),
      'not-signed',
    ],
    [
      'signed without the domain',
      file({
        sigs: [
          {
            kid: CURRENT_KEY.kid,
            sig: CURRENT_KEY.sign(Buffer.from(JSON.stringify(good))).toString('base64'),
          },
        ],
      }),
      'not-signed',
    ],
    [
      "with a stranger's signature under our key's id",
      file({
        sigs: [
          {
            kid: CURRENT_KEY.kid,
            sig: FOREIGN_KEY.sign(Buffer.from(JSON.stringify(good))).toString('base64'),
          },
        ],
      }),
      'not-signed',
    ],
    ['of no JSON', sealed('{"schema":1,'), 'no-json'],
    ['of no UTF-8', sealed(Buffer.from([0xff]).toString('latin1')), 'no-json'],
    ['of another form', sealed('[]'), 'wrong-form'],
    ['with an unknown field', with_({ urls: [] }), 'wrong-form'],
    ['with an own __proto__', raw('__proto__', '{"services":[]}'), 'wrong-form'],
    ['with an own constructor', raw('constructor', '{}'), 'wrong-form'],
    ['without a number', with_({ seq: undefined }), 'wrong-form'],
    ['with a number that is none', with_({ seq: 1.5 }), 'wrong-form'],
    [
      'with a number beyond what is exact',
      sealed(JSON.stringify(good).replace('"seq":1', '"seq":9007199254740993')),
      'wrong-form',
    ],
    ['without a time of issue', with_({ issued: 'now' }), 'wrong-form'],
    ['with a time that there is not', with_({ issued: '2026-13-45T99:00:00Z' }), 'wrong-form'],
    [
      'with a service twice',
      sealed(payloadAt(NOW, [{ id: 'alpha' }, { id: 'alpha' }])),
      'wrong-form',
    ],
    ['with hosts', patched({ hosts: ['evil.example'] }), 'wrong-form'],
    ['with a page of the vendor', patched({ statusPage: 'https://evil.example' }), 'wrong-form'],
    ['with a path map', patched({ put: { paths: { 'alpha.example': ['/'] } } }), 'wrong-form'],
    ['that uncovers what is kept out', patched({ off: { exclude: ['textarea'] } }), 'wrong-form'],
    ['that uncovers messages', patched({ off: { user: ['.user'] } }), 'wrong-form'],
    ['that uncovers what is ignored', patched({ off: { ignore: ['/telemetry'] } }), 'wrong-form'],
    ['with code', patched({ put: { script: 'alert(1)' } }), 'wrong-form'],
    [
      'with a regular expression for an address',
      patched({ put: { stop: ['/^a+$/'] } }),
      'wrong-form',
    ],
    ['with an address that means all', patched({ put: { ignore: ['/**'] } }), 'wrong-form'],
    [
      'with a selector that runs',
      patched({ put: { notices: [{ place: 'toast', selector: ':has(.x)' }] } }),
      'wrong-form',
    ],
    [
      'with a selector that fits everything',
      patched({ put: { notices: [{ place: 'toast', selector: '*' }] } }),
      'wrong-form',
    ],
    [
      'with a selector that fits nearly everything',
      patched({ put: { notices: [{ place: 'line', selector: '.app div' }] } }),
      'wrong-form',
    ],
    [
      'with a status that is a success',
      patched({
        put: {
          endpoints: [
            { path: '/send', feature: 'conversation', role: 'use', statuses: { 200: 'service' } },
          ],
        },
      }),
      'wrong-form',
    ],
    [
      'with 101 services',
      sealed(
        payloadAt(
          NOW,
          Array.from({ length: 101 }, (_, n) => ({ id: `s${n}` })),
        ),
      ),
      'wrong-form',
    ],
    [
      'that names a foreign host',
      patched({
        put: { endpoints: [{ path: 'evil.example/send', feature: 'conversation', role: 'use' }] },
      }),
      'foreign-host',
    ],
    [
      'that ignores a foreign host',
      patched({ put: { ignore: ['evil.example/send'] } }),
      'foreign-host',
    ],
    [
      'issued more than a day ahead',
      with_({ issued: iso(NOW + DAY + 1), expires: iso(NOW + 3 * DAY) }),
      'too-early',
    ],
    ['that has expired', with_({ issued: iso(NOW - DAY), expires: iso(NOW) }), 'expired'],
    ['that would live for 15 days', with_({ expires: iso(NOW + 15 * DAY) }), 'lives-too-long'],
    [
      'that began long ago to live longer',
      with_({ issued: iso(NOW - 8 * DAY), expires: iso(NOW + 7 * DAY) }),
      'lives-too-long',
    ],
    ['of a later form', with_({ schema: 2 }), 'unknown-schema'],
    ['for a newer version', with_({ minExt: '0.1.1' }), 'for-newer-version'],
  ])('%s is refused', async (_what, text, why) => {
    expect(await whyNot(text)).toBe(why);
  });

  it('may name hosts of the manifest, be issued within a day and be for this very version', async () => {
    expect(await whyNot(patched({ put: { stop: ['api.alpha.example/stop'] } }))).toBe('taken');
    expect(await whyNot(with_({ issued: iso(NOW + DAY), expires: iso(NOW + DAY + 1) }))).toBe(
      'taken',
    );
    expect(await whyNot(with_({ minExt: '0.1' }))).toBe('taken');
  });

  it('is believed by nobody where no key is pinned', async () => {
    expect(await whyNot(sealed(good), { keys: [] })).toBe('not-signed');
  });
});

describe('the sequence', () => {
  const at = (seq: number, keys: readonly SigningKey[] = [CURRENT_KEY], issued = NOW) =>
    sealed(payloadAt(issued, [], { seq }), keys);
  const pinned = TEST_KEYS.map(({ kid }) => kid);

  async function memoryOf(...texts: string[]) {
    let memory: Opening['memory'] = [];
    for (const text of texts) {
      const answer = await openPack(text, { ...opening, memory });
      if (!answer.ok) throw new Error(answer.why);
      memory = remember(answer.opened, memory, pinned);
    }
    return memory;
  }

  it.each([
    ['the next one', at(6), 'taken'],
    ['a far one', at(600), 'taken'],
    ['the same bytes again', at(5), 'taken'],
    [
      'other bytes of the same number',
      sealed(payloadAt(NOW, [{ id: 'alpha' }], { seq: 5 })),
      'other-bytes',
    ],
    ['an older one', at(4), 'older'],
    ['the first of the spare, issued later', at(1, [SPARE_KEY], NOW + 1), 'taken'],
    ['one of the spare from before', at(9, [SPARE_KEY], NOW - 1), 'older'],
    [
      'an older one of both, from which one signature was taken',
      at(4, [SPARE_KEY], NOW - DAY),
      'older',
    ],
    ['an older one of both', at(4, [CURRENT_KEY, SPARE_KEY]), 'older'],
  ])('after number 5 takes or refuses %s', async (_what, text, expected) => {
    expect(await whyNot(text, { memory: await memoryOf(at(5)) })).toBe(expected);
  });

  it('recovers with the spare from a stolen key that was driven to the end', async () => {
    const end = at(Number.MAX_SAFE_INTEGER);
    const memory = await memoryOf(end, at(1, [SPARE_KEY], NOW + 1));
    expect(await whyNot(at(2, [SPARE_KEY], NOW + 2), { memory })).toBe('taken');
    expect(await whyNot(end, { memory })).toBe('older');
  });

  it('recovers with the spare from a stolen key that was dated ahead, a day later at most', async () => {
    const memory = await memoryOf(at(9, [CURRENT_KEY], NOW + DAY));
    const spare = (issued: number, now: number) =>
      whyNot(at(1, [SPARE_KEY], issued), { memory, now });
    expect(await spare(NOW + 1, NOW + 1)).toBe('older');
    expect(await spare(NOW + DAY - 1, NOW + DAY)).toBe('older');
    expect(await spare(NOW + DAY, NOW + DAY)).toBe('taken');
    expect(await whyNot(at(10, [CURRENT_KEY], NOW + DAY + 1))).toBe('too-early');
  });

  it('recovers with an update that pins another key', async () => {
    const memory = await memoryOf(at(Number.MAX_SAFE_INTEGER, [CURRENT_KEY], NOW + DAY));
    const keys = [{ kid: FOREIGN_KEY.kid, x: FOREIGN_KEY.x }];
    expect(await whyNot(at(1, [FOREIGN_KEY]), { memory, keys })).toBe('taken');
  });

  it('never goes back, whatever comes in whatever order', async () => {
    const packs = fc.record({
      seq: fc.integer({ min: 1, max: 6 }),
      keys: fc.constantFrom([CURRENT_KEY], [SPARE_KEY], [CURRENT_KEY, SPARE_KEY]),
      hour: fc.integer({ min: 0, max: 5 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(packs, { maxLength: 12 }), async (arriving) => {
        let memory: Opening['memory'] = [];
        const highest = new Map<string, number>();
        for (const { seq, keys, hour } of arriving) {
          const text = at(seq, keys, NOW + hour * 3_600_000);
          const answer = await openPack(text, { ...opening, memory });
          if (!answer.ok) continue;
          for (const kid of answer.opened.signers) {
            expect(seq).toBeGreaterThanOrEqual(highest.get(kid) ?? 0);
            highest.set(kid, seq);
          }
          memory = remember(answer.opened, memory, pinned);
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('anything else', () => {
  it('of whatever form is refused without a throw', async () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.json(),
      fc.anything().map((value) => JSON.stringify(value) ?? ''),
      fc
        .record({ payload: fc.base64String({ maxLength: 200 }), sigs: fc.anything() })
        .map((value) => JSON.stringify(value)),
    );
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        expect((await openPack(text, opening)).ok).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  it('that is signed is taken only if it fits the schema, and then as it stands there', async () => {
    const junk = fc.dictionary(
      fc.constantFrom('off', 'put', 'hosts', '__proto__', 'id'),
      fc.anything(),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(junk, { maxLength: 3 }), async (services) => {
        const text = JSON.stringify({ ...good, services });
        const answer = await openPack(sealed(text), opening);
        if (answer.ok) expect(rulePackSchema.parse(JSON.parse(text))).toEqual(answer.opened.pack);
        else expect(['wrong-form', 'foreign-host']).toContain(answer.why);
      }),
      { numRuns: 300 },
    );
  });

  it('with one byte changed anywhere is refused, or says the same', async () => {
    const text = sealed(good);
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: text.length - 1 }),
        fc.integer({ min: 32, max: 126 }),
        async (at, code) => {
          const changed = text.slice(0, at) + String.fromCharCode(code) + text.slice(at + 1);
          const answer = await openPack(changed, opening);
          if (answer.ok) expect(answer.opened.pack).toEqual(good);
        },
      ),
      { numRuns: 300 },
    );
  });
});
