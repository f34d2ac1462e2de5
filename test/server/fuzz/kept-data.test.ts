import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { readSettings } from '../../../server/settings.ts';
import { incidentRowSchema } from '../../../server/store/incident-row.ts';
import { createFold } from '../../../server/verdict/fold.ts';
import { parseVerdictState } from '../../../server/verdict/verdict-state.ts';
import { fuzzRuns, fuzzTimeoutMs } from '../../support/fuzz-runs.ts';
import { mutatedText } from '../../support/mutated-text.ts';
import { incidentRow } from '../support/incident-row.ts';

vi.setConfig({ testTimeout: fuzzTimeoutMs(fuzzRuns()) });

/** The text as JSON, or undefined where it is none. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

describe('whatever stands in the environment', () => {
  const settings = fc.record(
    {
      OUTCRY_HOST: mutatedText(['127.0.0.1', '::1', 'example.com']),
      OUTCRY_PORT: mutatedText(['8787', '0']),
      OUTCRY_DB: mutatedText(['data/outcry.db']),
      OUTCRY_REDIS: mutatedText(['10.0.0.1:7000,10.0.0.2:7000', '[::1]:7000']),
      OUTCRY_TRUST_PROXY: mutatedText(['127.0.0.1, 10.0.0.0/8', 'fd00::/8']),
      OUTCRY_OFFICIAL: mutatedText(['on', 'off']),
      OUTCRY_PAUSED: mutatedText(['on', 'off']),
    },
    { requiredKeys: [] },
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
      { numRuns: fuzzRuns(0.3) },
    );
    expect(read).toBeGreaterThan(0);
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
        const state = parseVerdictState(jsonOf(stored));
        if (state === null) return true;
        resumed += 1;
        const { state: told, level } = createFold(state).verdict();
        return (level === null) === (told === 'operational' || told === 'unknown');
      }),
      { numRuns: fuzzRuns(0.3) },
    );
    expect(resumed).toBeGreaterThan(0);
  });

  it('as an incident is refused, or has all that is told of one', () => {
    let read = 0;
    const rows = [incidentRow(), incidentRow({ official: null, ended: null, end: null })];
    fc.assert(
      fc.property(mutatedText(rows.map((row) => JSON.stringify(row))), (stored) => {
        const parsed = incidentRowSchema.safeParse(jsonOf(stored));
        if (!parsed.success) return true;
        read += 1;
        return parsed.data.features.length <= 3 && Number.isInteger(parsed.data.opened);
      }),
      { numRuns: fuzzRuns(0.7) },
    );
    expect(read).toBeGreaterThan(0);
  });
});
