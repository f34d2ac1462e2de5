import { describe, expect, it } from 'vitest';
import { readReport } from '../../../tools/test/read-report.ts';

const testOf = (fullName: string, ...failureMessages: string[]) => ({
  fullName,
  status: failureMessages.length > 0 ? 'failed' : 'passed',
  failureMessages,
});

const read = (...testResults: object[]) =>
  readReport(
    JSON.stringify({ numPassedTests: 4, numFailedTests: 1, testResults, success: false }),
    '/clone',
  );

describe('what a run of tests wrote', () => {
  it('names each test that failed, with the first line of why', () => {
    const file = {
      name: '/clone/test/unit/a.test.ts',
      status: 'failed',
      message: '',
      assertionResults: [testOf('adds'), testOf('takes away', 'Error: expected 1\n  at line 4')],
    };
    expect(read(file)).toEqual({
      passed: 4,
      failed: 1,
      failures: ['test/unit/a.test.ts: takes away: Error: expected 1'],
    });
  });

  it('names a file that could not be run', () => {
    const broken = {
      name: '/clone/b.test.ts',
      status: 'failed',
      message: 'no c',
      assertionResults: [],
    };
    expect(read(broken).failures).toEqual(['b.test.ts: no c']);
  });

  it('names a file whose preparation failed', () => {
    const file = { name: '/clone/c.test.ts', status: 'failed', message: '', assertionResults: [] };
    expect(read(file).failures).toEqual(['c.test.ts: failed outside of its tests, see above']);
  });

  it('is refused when it is something else', () => {
    expect(() => readReport('{}', '/clone')).toThrow();
  });
});
