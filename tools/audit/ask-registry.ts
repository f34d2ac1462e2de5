import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Audit, readAudit } from './known-weaknesses.ts';
import { runNpm } from './run-npm.ts';

/** A registry that says nothing must not hold up what waits for it. Milliseconds. */
const TIMEOUT_MS = 8_000;

/**
 * Asks the registry for known weaknesses of all packages in the lockfile, once and not for long.
 * @param root the folder of `package-lock.json`
 */
export function askRegistry(root: string): Audit {
  const once = ['--fetch-retries=0', '--fetch-timeout=5000'];
  const text = runNpm(root, ['audit', '--json', '--package-lock-only', ...once], TIMEOUT_MS);
  return readAudit(text, readFileSync(join(root, 'package-lock.json'), 'utf8'));
}

/**
 * @param audit what the registry said
 * @returns lines for people; one that could not be made is never taken for a good one
 */
export function tellAudit(audit: Audit): readonly string[] {
  if (audit.kind === 'unreachable') {
    return [`NOT AUDITED: the registry has no advisories to give (${audit.why}).`];
  }
  const { weaknesses } = audit;
  if (weaknesses.length === 0) return ['Audited: no package is known to be weak.'];
  const lines = weaknesses.map(({ name, severity, range, isShipped }) => {
    return `  ${severity}: ${name} ${range}, ${isShipped ? 'which is shipped' : 'a tool'}`;
  });
  return ['Audited. Known to be weak:', ...lines];
}

/** Whether something that people get is known to be weak. */
export function isShippedWeak(audit: Audit): boolean {
  return audit.kind === 'checked' && audit.weaknesses.some(({ isShipped }) => isShipped);
}
