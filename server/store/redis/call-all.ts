import type { Link } from './link.ts';
import type { ScriptCall } from './run-scripts.ts';

/** Runs scripts that must all succeed. @returns their replies @throws RedisTrouble the first there is */
export async function callAll(
  link: Link,
  calls: readonly ScriptCall[],
  isDurable = false,
): Promise<readonly unknown[]> {
  const outcomes = await link.run(calls, isDurable);
  return outcomes.map((outcome) => {
    if (!outcome.ok) throw outcome.trouble;
    return outcome.reply;
  });
}
