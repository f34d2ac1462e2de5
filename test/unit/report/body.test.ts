import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SIGNAL_BITS_END } from '../../../lib/journal/signal-bits.ts';
import { createReportsSchema, type Seen } from '../../../lib/protocol/reports.ts';
import { FEATURES } from '../../../lib/protocol/vocabulary.ts';
import { seenOf } from '../../../lib/report/batch.ts';
import { encodeBody, fitting, MAX_SEEN } from '../../../lib/report/body.ts';
import { TAG_BYTES, tagOf } from '../../../lib/report/tag.ts';

const IDS = ['a', 'chatgpt', `long-${'x'.repeat(27)}`];
const schema = createReportsSchema(IDS);
const tag = fc.uint8Array({ minLength: TAG_BYTES, maxLength: TAG_BYTES }).map(tagOf);
const seen: fc.Arbitrary<Seen> = fc
  .record({
    service: fc.constantFrom(...IDS),
    minute: fc.integer({ min: 0, max: 1_000_000_000 }),
    ok: fc.boolean(),
    signals: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: SIGNAL_BITS_END - 1 })),
  })
  .map(seenOf);
const said = fc.record({
  service: fc.constantFrom(...IDS),
  minute: fc.integer({ min: 0, max: 1_000_000_000 }),
  feature: fc.constantFrom(...FEATURES),
});

describe('encodeBody', () => {
  it('makes a body of one of two sizes that the server takes, or none', () => {
    fc.assert(
      fc.property(
        tag,
        fc.array(seen, { maxLength: 30 }),
        fc.array(said, { maxLength: 3 }),
        (ofDay, observations, reports) => {
          const body = encodeBody(ofDay, observations, reports);
          if (body === null) return;
          expect([1024, 4096]).toContain(new TextEncoder().encode(body).byteLength);
          const parsed = schema.parse(JSON.parse(body));
          expect(parsed).toMatchObject({ tag: ofDay, seen: observations, said: reports });
          expect(new Set(parsed.pad).size).toBeLessThanOrEqual(1);
        },
      ),
    );
  });
});

describe('fitting', () => {
  it('takes from the front as many as one body holds', () => {
    fc.assert(
      fc.property(tag, fc.array(seen, { maxLength: 90 }), (ofDay, observations) => {
        const taken = fitting(ofDay, observations);
        expect(observations.slice(0, taken.length)).toEqual(taken);
        expect(encodeBody(ofDay, taken, [])).not.toBeNull();
        const more = observations.slice(0, taken.length + 1);
        const isAll = taken.length === observations.length || taken.length === MAX_SEEN;
        expect(isAll || encodeBody(ofDay, more, []) === null).toBe(true);
        if (observations.length > 0) expect(taken.length).toBeGreaterThan(0);
      }),
      { numRuns: 40 },
    );
  });
});
