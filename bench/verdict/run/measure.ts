import { SCORES } from '../detectors/all-detectors.ts';
import { RATES, thresholdsFrom } from '../tracks/simulated.ts';
import type { JobName, Plan, Result } from './jobs.ts';
import {
  afterFakesPlans,
  attackPlans,
  cellPlans,
  coldPlans,
  constantPlans,
  costPlans,
  dripPlans,
  februaryPlans,
  floodPlans,
  incidentPlans,
  SEED,
  seriesPlans,
  silencePlans,
  type Thresholds,
  TUNED_ON,
  tunePlans,
} from './plan.ts';
import type { Pool } from './pool.ts';
import type { Size } from './size.ts';

/** All that the benchmark found. */
export interface Measured {
  readonly size: Size['name'];
  readonly seed: number;
  readonly tunedOn: string;
  /** Service-years that thresholds were tuned on, for each number of voices. */
  readonly tunedYears: number;
  readonly rates: readonly number[];
  readonly detectors: typeof SCORES;
  readonly cells: readonly Result<'simulateCell'>[];
  readonly incidents: readonly {
    readonly voices: number;
    readonly against: Result<'meetIncidents'>;
  }[];
  readonly series: Result<'watchSeries'> | null;
  readonly attacks: readonly Result<'attack'>[];
  readonly afterFakes: readonly Result<'outageAfterFakes'>[];
  readonly february: readonly Result<'meetFebruary'>[];
  readonly floods: readonly Result<'hideOutage'>[];
  readonly drips: readonly Result<'keepOpen'>[];
  readonly cost: readonly Result<'weighTick'>[];
  readonly cold: readonly Result<'startCold'>[];
  readonly constant: readonly Result<'holdRate'>[];
  readonly silences: readonly Result<'fallSilent'>[];
}

async function tuneAll(pool: Pool, size: Size): Promise<Thresholds> {
  const plans = tunePlans(size);
  const peaks = await pool.run('tune', plans);
  const voices = [...new Set(plans.map((plan) => plan.voices))];
  return new Map(
    voices.map((number) => [
      number,
      thresholdsFrom(peaks.filter((_, index) => plans[index]?.voices === number)),
    ]),
  );
}

/** Runs the whole benchmark; the same size gives the same figures, however many threads there are. */
export async function measure(pool: Pool, size: Size): Promise<Measured> {
  const thresholds = await tuneAll(pool, size);
  const run = <N extends JobName>(name: N, plans: readonly Plan<N>[]) => pool.run(name, plans);
  // Alone, or the other jobs would be measured with it.
  const cost: Result<'weighTick'>[] = [];
  for (const plan of costPlans(size)) cost.push(...(await pool.run('weighTick', [plan])));
  const incidentsWanted = incidentPlans(size, thresholds);
  const [
    cells,
    incidents,
    series,
    attacks,
    afterFakes,
    february,
    floods,
    drips,
    cold,
    constant,
    silences,
  ] = await Promise.all([
    run('simulateCell', cellPlans(size, thresholds)),
    run('meetIncidents', incidentsWanted),
    run('watchSeries', seriesPlans(size, thresholds)),
    run('attack', attackPlans(size, thresholds)),
    run('outageAfterFakes', afterFakesPlans(size)),
    run('meetFebruary', februaryPlans(size)),
    run('hideOutage', floodPlans(size)),
    run('keepOpen', dripPlans(size)),
    run('startCold', coldPlans(size)),
    run('holdRate', constantPlans(size)),
    run('fallSilent', silencePlans(size)),
  ]);
  return {
    size: size.name,
    seed: SEED,
    tunedOn: TUNED_ON,
    tunedYears: (size.tuneDays * size.tunePieces) / 365,
    rates: RATES,
    detectors: SCORES,
    cells: [...cells].sort((a, b) => a.missing - b.missing || a.voices - b.voices),
    incidents: incidents.map((against, index) => ({
      voices: incidentsWanted[index]?.voices ?? 0,
      against,
    })),
    series: series[0] ?? null,
    ...{ attacks, afterFakes, february, floods, drips, cost, cold, constant, silences },
  };
}
