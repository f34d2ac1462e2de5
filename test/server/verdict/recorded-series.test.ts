import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createFold, type MinuteCounts } from '../../../server/verdict/fold.ts';
import { createJudgeStream } from '../../../server/verdict/judge-stream.ts';
import type { Told } from '../../support/fold-series.ts';

const folder = new URL('../../fixtures/verdict/', import.meta.url);

function lines<T>(name: string): readonly T[] {
  const text = readFileSync(new URL(name, folder), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line): T => JSON.parse(line));
}

const names = readdirSync(folder)
  .filter((name) => name.endsWith('.changes.jsonl'))
  .map((name) => name.replace('.changes.jsonl', ''));

it('there are recorded series', () => {
  expect(names).toEqual(['attack', 'drip', 'february', 'night', 'relapse']);
});

describe.each(names)('the recorded series %s', (name) => {
  const series = lines<MinuteCounts>(`${name}.jsonl`);
  const recorded = lines<Told>(`${name}.changes.jsonl`);

  it('replays to the recorded changes', () => {
    const told: Told[] = [];
    const fold = createFold(undefined, (minute, { state, level }) => {
      told.push({ minute, state, level });
    });
    for (const counts of series) fold.push(counts);
    expect(told).toEqual(recorded);
  });

  it('replays to the same through the stream of many services', () => {
    const told: Told[] = [];
    const stream = createJudgeStream(({ minute, state, level }) => {
      told.push({ minute, state, level });
    });
    for (const counts of series) stream.add({ service: name, ...counts });
    stream.end();
    expect(told).toEqual(recorded);
  });

  it('replays to the same though it is interrupted every hour', () => {
    const told: Told[] = [];
    const resume = (state?: Parameters<typeof createFold>[0]) =>
      createFold(state, (minute, { state: changed, level }) => {
        told.push({ minute, state: changed, level });
      });
    let fold = resume();
    series.forEach((counts, index) => {
      if (index % 60 === 59) fold = resume(JSON.parse(JSON.stringify(fold.snapshot())));
      fold.push(counts);
    });
    expect(told).toEqual(recorded);
  });
});
