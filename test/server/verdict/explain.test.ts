import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FEATURES, SIGNALS } from '../../../lib/protocol/vocabulary.ts';
import { explainIncident } from '../../../server/verdict/explain.ts';

const usual = {
  sums: { 'conversation/http-5xx': 800, 'history/http-5xx': 100, 'login/banner': 100 },
  failed: 900,
} as const;

function named(...args: Parameters<typeof explainIncident>): readonly string[] {
  return explainIncident(...args).map(({ feature }) => feature);
}

describe('what stands out', () => {
  it('is what fails more than its usual part, largest first', () => {
    const sums = {
      'conversation/http-5xx': 40,
      'history/http-5xx': 120,
      'history/banner': 30,
      'login/network': 70,
    } as const;
    expect(named(sums, 200, usual)).toEqual(['history', 'login']);
  });

  it('is told with its part of all that was met', () => {
    const [first] = explainIncident({ 'history/stall': 30, 'api/network': 10 }, 40);
    expect(first).toEqual({ feature: 'history', share: 0.75 });
  });

  it('is nothing if everything fails as it always did', () => {
    const sums = { 'conversation/stall': 80, 'history/stall': 10, 'login/stall': 10 } as const;
    expect(named(sums, 100, usual)).toEqual([]);
  });

  it('needs a quarter for certain while the usual part is not known', () => {
    const even = {
      'conversation/stall': 30,
      'history/stall': 30,
      'login/stall': 30,
      'files/stall': 30,
    } as const;
    expect(named(even, 120)).toEqual([]);
    expect(named({ ...even, 'files/stall': 90 }, 180)).toEqual(['files']);
  });

  it.each([
    ['nine failing voices', { 'history/stall': 9 }, 9],
    ['four mentions', { 'history/stall': 4 }, 40],
    ['nothing met', {}, 40],
    ['a count that is none', { 'history/stall': Number.NaN }, 40],
  ] as const)('is nothing for %s', (_, sums, failed) => {
    expect(named(sums, failed)).toEqual([]);
  });

  it('takes an unusually small record of quiet times for none', () => {
    const sums = { 'conversation/stall': 100 } as const;
    const little = { sums: { 'conversation/stall': 3 }, failed: 3 } as const;
    expect(named(sums, 100, little)).toEqual(['conversation']);
  });
});

it('whatever the sums, names at most three features once each, by share', () => {
  const sumsArbitrary = fc.dictionary(fc.constantFrom(...SIGNALS), fc.nat(1000));
  fc.assert(
    fc.property(sumsArbitrary, fc.nat(5000), sumsArbitrary, fc.nat(5000), (sums, failed, b, f) => {
      const explained = explainIncident(sums, failed, { sums: b, failed: f });
      expect(explained.length).toBeLessThanOrEqual(3);
      expect(new Set(explained.map(({ feature }) => feature)).size).toBe(explained.length);
      const shares = explained.map(({ share }) => share);
      expect(shares).toEqual(shares.toSorted((x, y) => y - x));
      for (const { feature, share } of explained) {
        expect(FEATURES).toContain(feature);
        expect(share).toBeGreaterThanOrEqual(0.2);
        expect(share).toBeLessThanOrEqual(1);
      }
    }),
  );
});
