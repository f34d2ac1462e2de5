// What 1 M, 10 M and 100 M users take: measures what voices and answers weigh, then works out docs/scale.md from that and
// from the results of the benchmarks server, tokens and crowd. --report only works it out again.
import { parseArgs } from 'node:util';
import { thisRun, writeResultFile } from '../result-files.ts';
import { measureAnswers } from './measure-answers.ts';
import { measureIdle } from './measure-idle.ts';
import { measureStore } from './measure-store.ts';
import { readMeasured } from './measured.ts';
import { scaleFigures, writeScaleDocument } from './report.ts';

const { values } = parseArgs({ options: { report: { type: 'boolean' } } });
if (!values.report) {
  const answers = await measureAnswers(Date.now());
  const idle = await measureIdle();
  const store = await measureStore(Date.now());
  writeResultFile('scale', { ...thisRun(), store, idle, answers });
}
const measured = readMeasured();
console.log(scaleFigures(measured));
writeScaleDocument(measured);
