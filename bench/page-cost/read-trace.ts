import * as z from 'zod/mini';
import { ownerOf } from './read-profile.ts';

/** What the browser calls a long task. Milliseconds. */
const LONG_MS = 50;

const eventSchema = z.object({
  name: z.string(),
  pid: z.number(),
  tid: z.number(),
  ts: z._default(z.number(), 0),
  dur: z._default(z.number(), 0),
  /** Time on the processor; the machine has other work too. Microseconds, as `ts` and `dur`. */
  tdur: z._default(z.number(), 0),
  args: z._default(z.record(z.string(), z.unknown()), {}),
});
const traceSchema = z.object({ traceEvents: z.array(eventSchema) });
const framesSchema = z.object({
  data: z.object({ frames: z.array(z.object({ url: z.string(), processId: z.number() })) }),
});
const callSchema = z.object({ data: z.object({ url: z.string() }) });

type TraceEvent = z.infer<typeof eventSchema>;

export interface Tasks {
  /** Milliseconds on the processor in functions of what was added, with all that these called. */
  readonly addedMs: number;
  readonly longTasks: number;
  /** Long tasks that would be none without what was added. */
  readonly longTasksOfAdded: number;
}

/** Categories that `readTrace` needs. */
export const CATEGORIES = ['devtools.timeline', 'disabled-by-default-devtools.timeline'];

/**
 * @param text a trace of `CATEGORIES`
 * @param host of the page whose main thread it is about
 */
export function readTrace(text: string, host: string): Tasks {
  const { traceEvents } = traceSchema.parse(JSON.parse(text));
  const process = processOf(traceEvents, host);
  const own = traceEvents.filter(({ pid }) => pid === process);
  const calls = outermost(own.filter(isAdded));
  const tasks = own.filter(({ name, dur }) => name === 'RunTask' && dur > LONG_MS * 1_000);
  const addedIn = (task: TraceEvent): number =>
    calls
      .filter((call) => call.tid === task.tid && isWithin(call, task))
      .reduce((total, { dur }) => total + dur, 0);
  return {
    addedMs: calls.reduce((total, { tdur }) => total + tdur, 0) / 1_000,
    longTasks: tasks.length,
    longTasksOfAdded: tasks.filter((task) => task.dur - addedIn(task) <= LONG_MS * 1_000).length,
  };
}

/** The page moves to another process when it is opened, so the last word counts. */
function processOf(events: readonly TraceEvent[], host: string): number | undefined {
  let found: number | undefined;
  for (const { name, pid, args } of events) {
    if (name === 'TracingStartedInBrowser') {
      const frames = framesSchema.safeParse(args);
      found = frames.data?.data.frames.find(({ url }) => isOf(url, host))?.processId ?? found;
    }
    if (name !== 'FunctionCall' && name !== 'EvaluateScript') continue;
    const call = callSchema.safeParse(args);
    if (call.success && isOf(call.data.data.url, host)) found = pid;
  }
  return found;
}

function isOf(url: string, host: string): boolean {
  return URL.canParse(url) && new URL(url).hostname === host;
}

function isAdded({ name, args }: TraceEvent): boolean {
  if (name !== 'FunctionCall' && name !== 'EvaluateScript') return false;
  const call = callSchema.safeParse(args);
  return call.success && ownerOf(call.data.data.url) === 'added';
}

/** Calls that no other call holds, so that nothing counts twice. */
function outermost(calls: readonly TraceEvent[]): readonly TraceEvent[] {
  const sorted = calls.toSorted((a, b) => a.tid - b.tid || a.ts - b.ts || b.dur - a.dur);
  const kept: TraceEvent[] = [];
  for (const call of sorted) {
    const last = kept.at(-1);
    if (!(last && last.tid === call.tid && isWithin(call, last))) kept.push(call);
  }
  return kept;
}

function isWithin(inner: TraceEvent, outer: TraceEvent): boolean {
  return inner.ts >= outer.ts && inner.ts + inner.dur <= outer.ts + outer.dur;
}
