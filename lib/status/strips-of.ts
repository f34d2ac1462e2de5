import type { History, Period } from '../protocol/history.ts';
import { HISTORY_QUARTERS } from '../protocol/words.ts';
import { MIN_VOICES_FOR_PERCENT } from './crowd.ts';
import { QUARTER_MS, type Quarter, type Strips } from './strips.ts';

/** @returns what pages need of the history: each service's share of failures per quarter-hour */
export function stripsOf(history: History): Strips {
  const last = Math.floor(Date.parse(history.at) / QUARTER_MS) * QUARTER_MS;
  const rows = Object.entries(history.services)
    .map(([id, { quarters }]) => [id, quarters.map(quarterOf)] as const)
    .filter(([, quarters]) => quarters.some((each) => each !== null));
  return {
    v: 1,
    start: last - (HISTORY_QUARTERS - 1) * QUARTER_MS,
    services: Object.fromEntries(rows),
  };
}

/** With fewer voices a share would be chance: such a quarter-hour is a gap, like one in which nobody spoke. */
function quarterOf(period: Period | null): Quarter {
  if (!period || period.tried < MIN_VOICES_FOR_PERCENT) return null;
  return [Math.round((100 * Math.min(period.failed, period.tried)) / period.tried), period.state];
}
