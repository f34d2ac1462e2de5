import { mkdirSync, writeFileSync } from 'node:fs';
import type { Measured } from '../run/measure.ts';
import { DOCUMENT, documentWith } from './document.ts';
import { packResults, RESULT_FILE, readResults } from './result-file.ts';
import { plotsOf } from './svg/plots.ts';

const images = new URL('../../../docs/images/', import.meta.url);

/**
 * Writes the result file, and from it the document and its plots.
 * @param run how it was run, for the record
 */
export function writeReport(measured: Measured, run: object): void {
  writeFileSync(RESULT_FILE, packResults(measured, run));
  writeDocument();
}

/** Writes the document and its plots from the stored result. */
export function writeDocument(): void {
  const stored = readResults();
  writeFileSync(DOCUMENT, documentWith(stored));
  mkdirSync(images, { recursive: true });
  for (const [name, svg] of plotsOf(stored)) {
    writeFileSync(new URL(`verdict-${name}.svg`, images), svg);
  }
}
