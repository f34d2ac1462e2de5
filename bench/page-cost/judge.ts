import type { Wakes } from './noted-events.ts';
import type { Rows } from './summarise.ts';

/** Of the page's own script time, more than an empty content script. Percent. */
const MOST_ADDED_PERCENT = 1;
/** The mark that a minute went well. */
const MOST_MESSAGES = 1;

export interface Goal {
  readonly goal: string;
  readonly measured: number;
  readonly limit: number;
  readonly met: boolean;
}

export interface Background {
  readonly opening: Wakes;
  readonly answering: Wakes;
  readonly idle: Wakes;
}

/** Compares with what Outcry promises, all from one run. */
export function judge(rows: Rows, background: Background): Readonly<Record<string, Goal>> {
  const { empty, outcry, sentry } = rows;
  const over = (outcry.answer.addedPercent ?? 0) - (empty.answer.addedPercent ?? 0);
  const percent = Number(over.toFixed(2));
  const messages = (wakes: Wakes) => total(wakes.byPage, (kind) => kind.startsWith('page message'));
  const atMost = (goal: string, measured: number, limit: number): Goal => {
    return { goal, measured, limit, met: measured <= limit };
  };
  return {
    script: atMost('script over (b), % of the page’s own', percent, MOST_ADDED_PERCENT),
    belowSentry: atMost(
      'script, % of the page’s own, profiled: below (d)',
      outcry.answer.profiledPercent,
      sentry.answer.profiledPercent,
    ),
    longTasks: atMost('long tasks of Outcry', outcry.answer.longTasksOfAdded ?? 0, 0),
    messages: atMost(
      'messages to the background during the answer',
      messages(background.answering),
      MOST_MESSAGES,
    ),
    idleWakes: atMost(
      'times the idle page woke the background',
      total(background.idle.byPage, () => true),
      0,
    ),
  };
}

function total(counts: Readonly<Record<string, number>>, fits: (kind: string) => boolean): number {
  return Object.entries(counts).reduce((sum, [kind, count]) => sum + (fits(kind) ? count : 0), 0);
}
