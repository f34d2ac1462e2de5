import { expect, it } from 'vitest';
import { type Change, createJudgeStream } from '../../../server/verdict/judge-stream.ts';

function record() {
  const changes: Change[] = [];
  return { changes, stream: createJudgeStream((change) => changes.push(change)) };
}

it('folds a silent service along with the others', () => {
  const { changes, stream } = record();
  for (let minute = 0; minute < 400; minute += 1) {
    stream.add({ service: 'busy', minute, tried: 30, failed: 0 });
    if (minute < 200) stream.add({ service: 'silent', minute, tried: 30, failed: 0 });
  }
  stream.end();
  expect(changes).toEqual([
    { service: 'busy', minute: 69, state: 'operational', level: null },
    { service: 'silent', minute: 69, state: 'operational', level: null },
    { service: 'silent', minute: 204, state: 'unknown', level: null },
  ]);
});

it('tells a change when the clock passes its minute, ordered by minute and service', () => {
  const { changes, stream } = record();
  for (let minute = 0; minute < 70; minute += 1) {
    for (const service of ['b', 'a']) stream.add({ service, minute, tried: 30, failed: 0 });
  }
  expect(changes).toEqual([]);
  stream.add({ service: 'c', minute: 70, tried: 1, failed: 0 });
  expect(changes.map(({ service }) => service)).toEqual(['a', 'b']);
});

it('folds every service up to the clock at the end', () => {
  const { changes, stream } = record();
  for (let minute = 0; minute < 100; minute += 1) {
    stream.add({ service: 'a', minute, tried: 30, failed: 0 });
  }
  stream.add({ service: 'b', minute: 5000, tried: 1, failed: 0 });
  stream.end();
  expect(changes.at(-1)).toEqual({ service: 'a', minute: 104, state: 'unknown', level: null });
});

it('tells the same of series one after the other as of series side by side', () => {
  const lines = ['a', 'b', 'c'].map((service, index) =>
    Array.from({ length: 400 }, (_, minute) => ({
      service,
      minute,
      tried: 30,
      failed: minute > 200 + 20 * index && minute < 300 ? 20 : 0,
    })),
  );
  const beside = record();
  for (let minute = 0; minute < 400; minute += 1) {
    for (const series of lines) {
      const line = series[minute];
      if (line) beside.stream.add(line);
    }
  }
  beside.stream.end();
  const after = record();
  for (const line of lines.flat()) after.stream.add(line);
  after.stream.end();
  const sorted = (changes: readonly Change[]) => changes.map((c) => JSON.stringify(c)).sort();
  expect(sorted(after.changes)).toEqual(sorted(beside.changes));
  expect(beside.changes.length).toBeGreaterThan(9);
});

it('leaves out what is more than ten minutes late', () => {
  const { stream } = record();
  expect(stream.add({ service: 'a', minute: 50, tried: 1, failed: 0 })).toBe(true);
  expect(stream.add({ service: 'a', minute: 39, tried: 1, failed: 0 })).toBe(false);
});
