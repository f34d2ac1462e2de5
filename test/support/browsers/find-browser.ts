import { findProgram, PROGRAMS } from '../../../tools/setup/programs.mjs';
import type { BrowserName } from './engine.ts';

/**
 * @returns the path of this browser's program
 * @throws Error that says what to install
 */
export function findBrowser(browser: BrowserName): string {
  const name = browser === 'chromium' ? 'Chromium' : 'Firefox';
  const path = findProgram(name);
  if (path) return path;
  const program = PROGRAMS.find((candidate) => candidate.name === name);
  throw new Error(
    `${name} was not found. Install it (Debian: apt-get install ${program?.debian}) or set ${program?.variable} to its program.`,
  );
}
