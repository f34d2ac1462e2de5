import { once } from 'node:events';
import { createJudgeStream } from '../server/verdict/judge-stream.ts';
import { LATE_MINUTES } from '../server/verdict/late-fold.ts';
import { boundedLines } from './judge/bounded-lines.ts';
import { parseLine } from './judge/parse-line.ts';

let output = '';
let lineNumber = 0;
let tooLate = 0;

const stream = createJudgeStream((change) => {
  output += `${JSON.stringify(change)}\n`;
});

function judgeLine(line: string): void {
  lineNumber += 1;
  if (line.trim() === '') return;
  try {
    if (!stream.add(parseLine(line))) tooLate += 1;
  } catch (error) {
    throw new Error(`line ${lineNumber}: ${error instanceof Error ? error.message : error}`);
  }
}

async function flush(): Promise<void> {
  const text = output;
  output = '';
  if (text !== '' && !process.stdout.write(text)) await once(process.stdout, 'drain');
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // A reader that has seen enough, as in `judge | head`, is no failure.
  if (error.code === 'EPIPE') process.exit(0);
  console.error(`judge: cannot write: ${error.message}`);
  process.exit(1);
});

try {
  for await (const lines of boundedLines(process.stdin.setEncoding('utf8'))) {
    for (const line of lines) judgeLine(line);
    await flush();
  }
  stream.end();
} catch (error) {
  console.error(`judge: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
await flush();
if (tooLate > 0) {
  console.error(`judge: left out ${tooLate} lines more than ${LATE_MINUTES} minutes late`);
}
