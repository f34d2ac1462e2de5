import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';

const JUDGE = new URL('../../../tools/judge.ts', import.meta.url).pathname;

async function judge(input: string) {
  const child = spawn(process.execPath, [JUDGE], { stdio: 'pipe' });
  child.stdin.on('error', () => {
    // The judge may end before it has read everything.
  });
  child.stdin.end(input);
  const [out, err, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  return { out, err, code };
}

function series(minutes: number, failedFrom: number): string {
  return Array.from({ length: minutes }, (_, minute) =>
    JSON.stringify({ service: 'claude', minute, tried: 30, failed: minute < failedFrom ? 0 : 24 }),
  ).join('\n');
}

it('prints a line at each change of state or level, keys in order', async () => {
  expect(await judge(`${series(310, 300)}\n`)).toEqual({
    out: [
      '{"service":"claude","minute":69,"state":"operational","level":null}\n',
      '{"service":"claude","minute":300,"state":"outage","level":"confirmed"}\n',
    ].join(''),
    err: '',
    code: 0,
  });
});

it('needs no end of the last line, and skips empty ones', async () => {
  const { out, code } = await judge(`\n${series(70, 70)}\r\n\n`);
  expect(out).toBe('{"service":"claude","minute":69,"state":"operational","level":null}\n');
  expect(code).toBe(0);
});

it('says nothing to nothing', async () => {
  expect(await judge('')).toEqual({ out: '', err: '', code: 0 });
});

it('names line and field of a bad line, after what was true before it', async () => {
  const { out, err, code } = await judge(`${series(71, 71)}\n{"service":"claude","minute":72}\n`);
  expect(out).toContain('"minute":69');
  expect(err).toMatch(/^judge: line 72: "tried" must be a count of voices/);
  expect(code).toBe(1);
});

it('refuses an endless line', async () => {
  const { err, code } = await judge('x'.repeat(100_000));
  expect(err).toBe('judge: line 1: longer than 4096 characters\n');
  expect(code).toBe(1);
});

it('says how many lines came too late', async () => {
  const late = '{"service":"claude","minute":5,"tried":1,"failed":1}';
  const { err, code } = await judge(`${series(70, 70)}\n${late}\n${late}\n`);
  expect(err).toBe('judge: left out 2 lines more than 10 minutes late\n');
  expect(code).toBe(0);
});

it('ends quietly when nobody reads on', async () => {
  const child = spawn(process.execPath, [JUDGE], { stdio: 'pipe' });
  const stderr = text(child.stderr);
  child.stdout.destroy();
  child.stdin.on('error', () => {
    // Broken by the judge's end, which is what this test waits for.
  });
  child.stdin.end(`${series(400, 300)}\n`);
  const [code] = await once(child, 'exit');
  expect(code).toBe(0);
  expect(await stderr).toBe('');
});
