import { describe, expect, it } from 'vitest';
import { readProfile } from '../../../bench/page-cost/read-profile.ts';
import { readTrace } from '../../../bench/page-cost/read-trace.ts';

const APP = 'https://chatgpt.com/assets/chat.js';
const SDK = 'https://chatgpt.com/assets/sentry.js';
const WATCHER = 'chrome-extension://abc/content-scripts/watch.js';

/** Between two looks of the profiler. Milliseconds. */
const LOOK_MS = 0.25;

/** A profile in which each stack, outermost function first, was seen for so many milliseconds. */
function profileOf(stacks: readonly (readonly [ms: number, ...frames: [string, string][]])[]) {
  const frame = (functionName: string, url: string) => {
    return { functionName, url, scriptId: '1', lineNumber: 0, columnNumber: 0 };
  };
  const nodes = [{ id: 1, callFrame: frame('(root)', ''), children: [] as number[] }];
  const samples: number[] = [];
  const timeDeltas = [0];
  for (const [ms, ...frames] of stacks) {
    let parent = nodes[0];
    for (const [name, url] of frames) {
      const node = { id: nodes.length + 1, callFrame: frame(name, url), children: [] };
      parent?.children.push(node.id);
      nodes.push(node);
      parent = node;
    }
    for (let look = 0; look < ms / LOOK_MS; look += 1) {
      samples.push(parent?.id ?? 1);
      timeDeltas.push(LOOK_MS * 1_000);
    }
  }
  return { nodes, samples, timeDeltas, startTime: 0, endTime: 0 };
}

describe('readProfile', () => {
  it('charges the browser’s own functions to the script that called them', () => {
    const { owners, functions } = readProfile(
      profileOf([
        [3, ['draw', APP]],
        [2, ['draw', APP], ['appendChild', '']],
        [5, ['watch', WATCHER], ['closest', ''], ['(garbage collector)', '']],
        [7, ['(idle)', '']],
      ]),
    );
    expect(owners).toEqual({ page: 5, added: 5, other: 0 });
    expect(functions).toEqual([['watch 1:1', 5]]);
  });

  it('takes a long time between two looks for one in which others had the processor', () => {
    const profile = profileOf([[0.25, ['watch', WATCHER]]]);
    const { owners } = readProfile({ ...profile, timeDeltas: [0, 60_000] });
    expect(owners.added).toBeLessThan(1);
  });

  it('charges what a wrapper passes on to the page that asked for it, and the rest to the wrapper', () => {
    const { owners } = readProfile(
      profileOf([
        [4, ['draw', APP], ['wrapped', SDK], ['requestAnimationFrame', '']],
        [1, ['draw', APP], ['wrapped', SDK]],
        [6, ['wrapped', SDK], ['draw', APP]],
        [2, ['init', SDK], ['addEventListener', '']],
      ]),
    );
    expect(owners).toEqual({ page: 10, added: 3, other: 0 });
  });
});

describe('readTrace', () => {
  const call = (url: string, ts: number, dur: number, tdur = dur, pid = 1) => {
    return { name: 'FunctionCall', pid, tid: 1, ts, dur, tdur, args: { data: { url } } };
  };
  const task = (ts: number, dur: number) => ({ name: 'RunTask', pid: 1, tid: 1, ts, dur });
  const traceOf = (...traceEvents: object[]) =>
    readTrace(JSON.stringify({ traceEvents }), 'chatgpt.com');

  it('adds up what was entered from outside, on the processor, in the page’s process', () => {
    const { addedMs } = traceOf(
      call(APP, 0, 9_000),
      call(WATCHER, 10_000, 5_000, 4_000),
      call(WATCHER, 11_000, 2_000),
      call(WATCHER, 20_000, 3_000),
      call(WATCHER, 30_000, 8_000, 8_000, 2),
    );
    expect(addedMs).toBe(7);
  });

  it('blames what was added only for a task that would be short without it', () => {
    const { longTasks, longTasksOfAdded } = traceOf(
      task(0, 60_000),
      call(APP, 0, 45_000),
      call(WATCHER, 45_000, 15_000),
      task(100_000, 90_000),
      call(APP, 100_000, 70_000),
      call(WATCHER, 170_000, 10_000),
      task(200_000, 40_000),
    );
    expect({ longTasks, longTasksOfAdded }).toEqual({ longTasks: 2, longTasksOfAdded: 1 });
  });
});
