import { readFileSync } from 'node:fs';
import type { Measured } from '../run/measure.ts';
import { figuresOf } from './figures.ts';

export const DOCUMENT = new URL('../../../docs/verdict.md', import.meta.url);

/** The measured part stands between these lines. */
const BEGIN = '<!-- measured by npm run bench verdict -->\n';
const END = '<!-- end of what was measured -->';

/** @returns docs/verdict.md with these figures in it @throws Error if it has no place for them */
export function documentWith(measured: Measured): string {
  const text = readFileSync(DOCUMENT, 'utf8');
  const [before, rest] = text.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) {
    throw new Error('docs/verdict.md has no place for figures');
  }
  return `${before}${BEGIN}\n${figuresOf(measured)}\n${END}${after}`;
}
