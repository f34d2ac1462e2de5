import { readFileSync } from 'node:fs';
import { replaceBetween } from '../../../tools/replace-between.ts';
import type { Measured } from '../run/measure.ts';
import { figuresOf } from './figures.ts';

export const DOCUMENT = new URL('../../../docs/verdict.md', import.meta.url);

/** The measured part stands between these lines. */
const BEGIN = '<!-- measured by npm run bench verdict -->\n';
const END = '<!-- end of what was measured -->';

/** @returns docs/verdict.md with these figures in it @throws Error if it has no place for them */
export function documentWith(measured: Measured): string {
  return replaceBetween(readFileSync(DOCUMENT, 'utf8'), BEGIN, END, figuresOf(measured));
}
