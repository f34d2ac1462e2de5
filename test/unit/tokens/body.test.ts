import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SIGNAL_BITS_END } from '../../../lib/journal/signal-bits.ts';
import { createReportsSchema, type Seen } from '../../../lib/protocol/reports.ts';
import { seenOf } from '../../../lib/report/batch.ts';
import { encodeBody, fitting, hasToken } from '../../../lib/report/body.ts';

const IDS = ['a', 'chatgpt', `long-${'x'.repeat(27)}`];
const schema = createReportsSchema(IDS);
const TAG = `${'t'.repeat(21)}A`;
const TOKEN = 'T'.repeat(400);

const seen: fc.Arbitrary<Seen> = fc
  .record({
    service: fc.constantFrom(...IDS),
    minute: fc.integer({ min: 0, max: 1_000_000_000 }),
    ok: fc.boolean(),
    signals: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: SIGNAL_BITS_END - 1 })),
  })
  .map(seenOf);

describe('a body with a token', () => {
  it('has one of the two sizes that bodies without one have, and all else as they', () => {
    fc.assert(
      fc.property(fc.array(seen, { maxLength: 30 }), (observations) => {
        const body = encodeBody(TAG, observations, [], TOKEN);
        if (body === null) return;
        expect([1024, 4096]).toContain(body.length);
        const { pad: _, ...parsed } = schema.parse(JSON.parse(body));
        expect(parsed).toEqual({ v: 2, tag: TAG, token: TOKEN, seen: observations, said: [] });
        expect(hasToken(body)).toBe(true);
        const plain = encodeBody(TAG, observations, []);
        expect(hasToken(plain ?? '')).toBe(false);
      }),
    );
  });

  it('is small with the minute of four chatbots in it, three of which fail', () => {
    const minute = 29_502_419;
    const failed = { minute, outcome: 'failed', signals: ['conversation/http-5xx'] } as const;
    const observations: Seen[] = ['chatgpt', 'claude', 'perplexity'].map((service) => ({
      ...failed,
      service,
      signals: [...failed.signals],
    }));
    observations.push({ service: 'gemini', minute, outcome: 'ok', signals: [] });
    expect(encodeBody(TAG, observations, [], TOKEN)).toHaveLength(1024);
  });

  it('takes from the front as many as it holds beside the token', () => {
    fc.assert(
      fc.property(fc.array(seen, { minLength: 1, maxLength: 90 }), (observations) => {
        const taken = fitting(TAG, observations, TOKEN);
        expect(taken.length).toBeGreaterThan(0);
        expect(taken.length).toBeLessThanOrEqual(fitting(TAG, observations).length);
        expect(encodeBody(TAG, taken, [], TOKEN)).not.toBeNull();
      }),
      { numRuns: 40 },
    );
  });
});
