import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readMeasured } from '../../bench/scale/measured.ts';
import { DOCUMENT, documentWithScale } from '../../bench/scale/report.ts';

it('docs/scale.md has what follows from the benchmarks’ results', () => {
  expect(readFileSync(DOCUMENT, 'utf8'), 'run node bench/scale/main.ts --report').toBe(
    documentWithScale(readMeasured()),
  );
});
