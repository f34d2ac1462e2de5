import { outageAfterFakes } from '../tracks/after-fakes.ts';
import { attack } from '../tracks/attacks.ts';
import { startCold } from '../tracks/cold-starts.ts';
import { holdRate } from '../tracks/constant-rates.ts';
import { weighTick } from '../tracks/cost.ts';
import { keepOpen } from '../tracks/drips.ts';
import { meetFebruary } from '../tracks/february.ts';
import { hideOutage } from '../tracks/floods.ts';
import { meetIncidents } from '../tracks/real-incidents.ts';
import { watchSeries } from '../tracks/real-series.ts';
import { fallSilent } from '../tracks/silences.ts';
import { simulateCell, tune } from '../tracks/simulated.ts';

/** What a worker can be asked for: pure functions of plain data. */
export const JOBS = {
  tune,
  simulateCell,
  meetIncidents,
  watchSeries,
  attack,
  outageAfterFakes,
  meetFebruary,
  hideOutage,
  keepOpen,
  weighTick,
  startCold,
  holdRate,
  fallSilent,
} as const;

export type JobName = keyof typeof JOBS;
export type Plan<N extends JobName> = Parameters<(typeof JOBS)[N]>[0];
export type Result<N extends JobName> = ReturnType<(typeof JOBS)[N]>;
