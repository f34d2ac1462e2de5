import { quantile } from '../quantile.ts';
import type { Reading } from './meter.ts';
import { VARIANTS, type Variant } from './variants.ts';

/** Medians over the rounds; times in milliseconds on the processor. */
export interface AnswerRow {
  /** All script of the page's main thread, the page's own and what was added. */
  readonly script: number;
  readonly task: number;
  /** Added script: functions that were entered, with all they called. Null where a page's calls run inside them. */
  readonly added: number | null;
  /** That as a share of the rest, which is the page's own. Percent. */
  readonly addedPercent: number | null;
  /** The same share as the profiler has it, which can tell wrappers from what they wrap. Percent. */
  readonly profiledPercent: number;
  readonly longTasks: number;
  /** Long tasks, in all rounds, that would be none without what was added. Null where that can't be told. */
  readonly longTasksOfAdded: number | null;
  /** Megabytes, after collecting garbage. */
  readonly heap: number;
}

export interface IdleRow {
  readonly script: number;
  readonly task: number;
  readonly added: number | null;
  readonly longTasks: number;
  readonly heap: number;
}

export type Rows = Readonly<
  Record<
    Variant,
    { readonly answer: AnswerRow; readonly idle: IdleRow; readonly scripts: number[] }
  >
>;

/** @param idle readings of the idle minutes, one for each variant */
export function summarise(
  readings: ReadonlyMap<Variant, readonly Reading[]>,
  idle: ReadonlyMap<Variant, Reading>,
): Rows {
  const rows = VARIANTS.map((variant) => {
    const of = readings.get(variant) ?? [];
    const rest = idle.get(variant);
    if (!rest) throw new Error(`Nothing was measured of "${variant}".`);
    const row = {
      answer: answerRow(of, variant),
      idle: {
        script: rounded(rest.scriptMs),
        task: rounded(rest.taskMs),
        added: exact(variant, rest.addedMs),
        longTasks: rest.longTasks,
        heap: megabytes(rest.heapBytes),
      },
      scripts: of.map(({ scriptMs }) => rounded(scriptMs)),
    };
    return [variant, row] as const;
  });
  return Object.fromEntries(rows) as Rows;
}

function answerRow(readings: readonly Reading[], variant: Variant): AnswerRow {
  const median = (of: (reading: Reading) => number) => quantile(readings.map(of), 0.5);
  const ofAdded = readings.reduce((total, reading) => total + reading.longTasksOfAdded, 0);
  return {
    script: rounded(median(({ scriptMs }) => scriptMs)),
    task: rounded(median(({ taskMs }) => taskMs)),
    added: exact(
      variant,
      median(({ addedMs }) => addedMs),
    ),
    addedPercent: exact(
      variant,
      median(({ addedMs, scriptMs }) => percent(addedMs, scriptMs - addedMs)),
    ),
    profiledPercent: rounded(median(profiledPercent), 2),
    longTasks: median(({ longTasks }) => longTasks),
    longTasksOfAdded: exact(variant, ofAdded),
    heap: megabytes(median(({ heapBytes }) => heapBytes)),
  };
}

function profiledPercent({ profiled }: Reading): number {
  return profiled ? percent(profiled.owners.added, profiled.owners.page) : Number.NaN;
}

function percent(part: number, whole: number): number {
  return (100 * part) / whole;
}

/** Sentry wraps the page's own callbacks, which makes every call of the page one of Sentry's. */
function exact(variant: Variant, value: number): number | null {
  return variant === 'sentry' ? null : rounded(value, 2);
}

function megabytes(bytes: number): number {
  return rounded(bytes / 1_000_000, 2);
}

function rounded(value: number, digits = 1): number {
  return Number(value.toFixed(digits));
}
