import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { documentWithCrowd, PLOT, readCrowd } from '../../bench/crowd/report.ts';
import { requestsPlot } from '../../bench/crowd/requests-plot.ts';
import { DOCUMENT, documentWith } from '../../bench/verdict/report/document.ts';
import { readResults } from '../../bench/verdict/report/result-file.ts';
import { plotsOf } from '../../bench/verdict/report/svg/plots.ts';

const results = readResults();
const crowd = readCrowd();

it('docs/verdict.md has the figures that the benchmark wrote', () => {
  expect(readFileSync(DOCUMENT, 'utf8')).toBe(documentWith(results));
});

it.each([...plotsOf(results)])('the plot %s is the one of these figures', (name, svg) => {
  const path = new URL(`../../docs/images/verdict-${name}.svg`, import.meta.url);
  expect(readFileSync(path, 'utf8')).toBe(svg);
});

it('docs/verdict.md has the figures of the crowd, and their plot', () => {
  expect(readFileSync(DOCUMENT, 'utf8')).toBe(documentWithCrowd(crowd));
  expect(readFileSync(PLOT, 'utf8')).toBe(requestsPlot(crowd.days));
});
