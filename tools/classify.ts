import { createInterface } from 'node:readline';
import { readServices } from '../lib/services/read.ts';
import { createClassifier } from './classify/classifier.ts';
import { parsePage } from './classify/page.ts';

const classify = createClassifier(readServices());
let line = 0;

try {
  for await (const text of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    line += 1;
    if (text.trim() === '') continue;
    const answer = `${JSON.stringify(classify(parsePage(text)))}\n`;
    if (!process.stdout.write(answer)) {
      await new Promise((resolve) => process.stdout.once('drain', resolve));
    }
  }
} catch (error) {
  console.error(
    `classify: line ${line}: ${error instanceof Error ? error.message : String(error)}`,
  );
  process.exitCode = 1;
}
