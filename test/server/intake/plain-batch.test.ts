import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createReportsSchema } from '../../../lib/protocol/reports.ts';
import { SIGNALS } from '../../../lib/protocol/vocabulary.ts';
import { createPlainBatch } from '../../../server/intake/plain-batch.ts';
import { mutatedText } from '../../support/mutated-text.ts';
import { failed, seen, tagOf } from '../support/batches.ts';

const SERVICES = ['chatgpt', 'claude'];
const isPlain = createPlainBatch(SERVICES);
const schema = createReportsSchema(SERVICES);

const plain = (change: Record<string, unknown> = {}) => ({
  v: 1,
  tag: tagOf('a'),
  seen: [seen({ minute: 29_000_000 }), failed(29_000_000, 'claude')],
  said: [],
  pad: 'xxx',
  ...change,
});

describe('a batch as nearly all are', () => {
  it.each([
    ['the extension’s own', plain()],
    ['one without a minute', plain({ seen: [] })],
    ['one without padding', plain({ pad: '' })],
    ['one with all that fits', plain({ seen: Array(64).fill(failed(1)), pad: 'x'.repeat(4096) })],
  ])('(%s) is recognised', (_, body) => {
    expect(isPlain(body)).toBe(true);
    expect(schema.parse(body)).toEqual(body);
  });

  it.each([
    ['with a token', plain({ v: 2, token: 'x' })],
    ['of another version', plain({ v: 2 })],
    ['with a click', plain({ said: [{ service: 'claude', minute: 1, feature: 'history' }] })],
    ['with a bad tag', plain({ tag: 'A'.repeat(21) })],
    ['with too many minutes', plain({ seen: Array(65).fill(seen({ minute: 1 })) })],
    ['of an unknown service', plain({ seen: [seen({ minute: 1, service: 'toString' })] })],
    ['of half a minute', plain({ seen: [seen({ minute: 0.5 })] })],
    ['of no minute', plain({ seen: [seen({ minute: Number.NaN })] })],
    ['of a minute before all', plain({ seen: [seen({ minute: -1 })] })],
    ['with a signal of a good minute', plain({ seen: [{ ...failed(1), outcome: 'ok' }] })],
    ['with an unknown signal', plain({ seen: [{ ...failed(1), signals: ['x'] }] })],
    ['with too many signals', plain({ seen: [{ ...failed(1), signals: SIGNALS.slice(0, 17) }] })],
    ['with an unknown field', plain({ more: 1 })],
    ['with an unknown field of a minute', plain({ seen: [{ ...failed(1), more: 1 }] })],
    ['with two kinds of padding', plain({ pad: 'xxy' })],
    ['with padding beyond ASCII', plain({ pad: 'éé' })],
    ['with too much padding', plain({ pad: 'x'.repeat(4097) })],
    ['that is a list', [1, 2, 3, 4, 5]],
    ['that is nothing', null],
  ])('is none %s', (_, body) => {
    expect(isPlain(body)).toBe(false);
  });

  it('is one that the schema takes as it is, whatever it was made of', () => {
    const texts = [plain(), plain({ said: [], seen: [] }), plain({ seen: [failed(1)] })];
    let recognised = 0;
    const property = fc.property(mutatedText(texts.map((body) => JSON.stringify(body))), (text) => {
      let body: unknown;
      try {
        body = JSON.parse(text);
      } catch {
        return;
      }
      if (!isPlain(body)) return;
      recognised += 1;
      expect(schema.parse(body)).toEqual(body);
    });
    fc.assert(property, { numRuns: 20_000 });
    expect(recognised).toBeGreaterThan(1_000);
  });
});
