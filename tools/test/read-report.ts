import { relative } from 'node:path';
import * as z from 'zod/mini';

const reportSchema = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.optional(z.string()),
      assertionResults: z.array(
        z.object({
          fullName: z.string(),
          status: z.string(),
          failureMessages: z.nullish(z.array(z.string())),
        }),
      ),
    }),
  ),
});

export interface Outcome {
  readonly passed: number;
  readonly failed: number;
  /** A line for each test that failed, and for each file that could not be run. */
  readonly failures: readonly string[];
}

const MOST_OF_A_MESSAGE = 300;

/** Of what failed before or after its tests, Vitest tells why in its own output only. */
const NO_MESSAGE = 'failed outside of its tests, see above';

const beginningOf = (message: string | undefined) =>
  message?.split('\n', 1)[0]?.slice(0, MOST_OF_A_MESSAGE) || NO_MESSAGE;

/**
 * Reads what Vitest's reporter `json` wrote (https://vitest.dev/guide/reporters.html#json-reporter).
 * @param root the folder that files are named from
 * @throws z.core.$ZodError when it is no such report
 */
export function readReport(text: string, root: string): Outcome {
  const report = reportSchema.parse(JSON.parse(text));
  const failures = report.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = relative(root, name);
    const tests = assertionResults.filter((test) => test.status === 'failed');
    if (status === 'failed' && tests.length === 0) return [`${file}: ${beginningOf(message)}`];
    return tests.map(
      ({ fullName, failureMessages }) =>
        `${file}: ${fullName.trim()}: ${beginningOf(failureMessages?.[0])}`,
    );
  });
  return { passed: report.numPassedTests, failed: report.numFailedTests, failures };
}
