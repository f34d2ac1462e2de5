import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../lib/detect/diagnose.ts';
import { type Fact, factSchema, MARKS, PLACES } from '../../../lib/detect/fact.ts';
import { normalise } from '../../../lib/detect/normalise.ts';
import { serviceNamed } from '../../support/services.ts';

const text = fc.string({ unit: 'binary', maxLength: 600 });
const fact: fc.Arbitrary<Fact> = fc.oneof(
  fc.record({
    type: fc.constant('response' as const),
    host: fc.constantFrom('chatgpt.com', 'claude.ai', 'example.com'),
    path: fc.string({ maxLength: 80 }).map((rest) => `/${rest}`),
    status: fc.integer({ min: 100, max: 599 }),
    navigation: fc.boolean(),
    at: fc.nat(),
  }),
  fc.record({
    type: fc.constant('connection' as const),
    host: fc.constant('chatgpt.com'),
    path: fc.constantFrom('/backend-api/f/conversation', '/'),
    error: fc.string({ maxLength: 80 }),
    navigation: fc.boolean(),
    at: fc.nat(),
  }),
  fc.record({
    type: fc.constant('notice' as const),
    host: fc.constant('chatgpt.com'),
    place: fc.constantFrom(...PLACES),
    text,
    marks: fc.subarray([...MARKS]),
    at: fc.nat(),
  }),
);

describe('diagnose of anything', () => {
  it.each(['chatgpt', 'claude'])(
    'answers for %s with nothing, a success or a trouble whose reason fits',
    (id) => {
      const service = serviceNamed(id);
      fc.assert(
        fc.property(fact, fc.boolean(), (given, online) => {
          expect(factSchema.safeParse(given).success).toBe(true);
          const finding = diagnose(given, service, { online });
          if (finding?.type !== 'trouble') return;
          expect(finding.reason !== undefined).toBe(finding.cause === 'you');
          if (!online) expect(finding.cause).toBe('you');
        }),
        { numRuns: 500 },
      );
    },
  );
});

describe('normalise', () => {
  it('keeps both forms as long as each other and changes nothing the second time', () => {
    fc.assert(
      fc.property(text, (given) => {
        const { plain, marked } = normalise(given);
        expect(marked.length).toBe(plain.length);
        expect(normalise(marked)).toEqual({ plain, marked });
      }),
    );
  });

  it.each([
    ['Hmmm… something', 'Hmm...something'],
    ['You’ve  hit\u00a0it!', "you've hit it"],
    ['ＥＲＲＯＲ　５０３', 'error 503'],
    ['達到 GPT-4 上限', '達到GPT-4上限'],
    ['Wystąpił błąd', 'wystapil blad'],
  ])('%s reads like %s', (one, other) => {
    expect(normalise(one).plain).toBe(normalise(other).plain);
  });

  it('costs little on the longest text', () => {
    const started = performance.now();
    for (let i = 0; i < 200; i += 1) normalise('a.- '.repeat(5_000));
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
