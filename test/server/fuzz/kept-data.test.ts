import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { readSettings } from '../../../server/settings.ts';
import { incidentRowSchema } from '../../../server/store/incident-row.ts';
import { createFold } from '../../../server/verdict/fold.ts';
import { parseVerdictState } from '../../../server/verdict/verdict-state.ts';
import { fuzzRuns, fuzzTimeoutMs } from '../../support/fuzz-runs.ts';
import { mutatedText } from '../../support/mutated-text.ts';
import { incidentRow } from '../support/incident-row.ts';

const RUNS = fuzzRuns();

vi.setConfig({ testTimeout: fuzzTimeoutMs(RUNS) });

/** The text as JSON, or undefined where it is none. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

describe('whatever stands in the environment', () => {
  const GOOD = {
    OUTCRY_HOST: ['127.0.0.1', '::1', 'example.com'],
    OUTCRY_PORT: ['8787', '0'],
    OUTCRY_DB: ['data/outcry.db'],
    OUTCRY_REDIS: ['10.0.0.1:7000,10.0.0.2:7000', 'rediss://me:p%40ss@[::1]:7000'],
    OUTCRY_REDIS_REPLICAS: ['1'],
    OUTCRY_TRUST_PROXY: ['127.0.0.1, 10.0.0.0/8', 'fd00::/8'],
    OUTCRY_OFFICIAL: ['on', 'off'],
    OUTCRY_OFFICIAL_STAND_IN: ['127.0.0.1:9000'],
    OUTCRY_PAUSED: ['on', 'off'],
    OUTCRY_ORIGIN: ['https://outcry.example'],
    OUTCRY_TOKENS: ['optional', 'required'],
    OUTCRY_TOKEN_KEYS: ['data/issuer-keys'],
  };
  // One at a time: of several the first fault alone would be told.
  const settings = fc.oneof(
    ...Object.entries(GOOD).map(([name, good]) =>
      mutatedText(good).map((text) => ({ [name]: text })),
    ),
  );

  it('is a set of settings, or one line that names what is wrong', () => {
    let read = 0;
    fc.assert(
      fc.property(settings, (environment) => {
        let fault: string;
        try {
          const { port } = readSettings(environment);
          read += 1;
          return Number.isInteger(port) && port >= 0 && port <= 65_535;
        } catch (error) {
          fault = error instanceof Error ? error.message : '';
        }
        return /^OUTCRY_[A-Z_]+ must be [^\n]+$/.test(fault);
      }),
      { numRuns: RUNS },
    );
    expect(read).toBeGreaterThan(RUNS / 20);
    expect(read).toBeLessThan(RUNS);
  });
});

describe('whatever is read back from the store', () => {
  const fold = createFold();
  for (let minute = 1_000; minute < 1_200; minute += 1) {
    fold.push({ minute, tried: 30, failed: minute > 1_190 ? 20 : 1 });
  }
  const text = JSON.stringify(fold.snapshot());

  it('as a state of the fold is refused, or goes on to verdicts that can be told', () => {
    let resumed = 0;
    fc.assert(
      fc.property(mutatedText([text]), (stored) => {
        const json = jsonOf(stored);
        const state = json === undefined ? null : parseVerdictState(json);
        if (state === null) return true;
        resumed += 1;
        const { state: told, level } = createFold(state).verdict();
        return (level === null) === (told === 'operational' || told === 'unknown');
      }),
      { numRuns: RUNS },
    );
    expect(resumed).toBeGreaterThan(0);
  });

  it('as an incident is refused, or has all that is told of one', () => {
    let read = 0;
    const rows = [incidentRow(), incidentRow({ official: null, ended: null, end: null })];
    fc.assert(
      fc.property(mutatedText(rows.map((row) => JSON.stringify(row))), (stored) => {
        const json = jsonOf(stored);
        const parsed = json === undefined ? null : incidentRowSchema.safeParse(json);
        if (!parsed?.success) return true;
        read += 1;
        return parsed.data.features.length <= 3 && Number.isInteger(parsed.data.opened);
      }),
      { numRuns: RUNS },
    );
    expect(read).toBeGreaterThan(0);
  });
});
