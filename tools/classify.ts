import { createInterface } from 'node:readline';
import { readServices } from '../lib/services/read.ts';
import { answerLine } from './classify/answer-line.ts';
import { createClassifier } from './classify/classifier.ts';

const classify = createClassifier(readServices());
let line = 0;

for await (const text of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  line += 1;
  if (text.trim() === '') continue;
  const answer = answerLine(text, line, classify);
  if ('error' in answer) {
    console.error(`classify: ${answer.error.message}`);
    process.exitCode = 1;
  }
  if (!process.stdout.write(`${JSON.stringify(answer)}\n`)) {
    await new Promise((resolve) => process.stdout.once('drain', resolve));
  }
}
