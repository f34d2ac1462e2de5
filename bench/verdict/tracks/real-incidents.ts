import { quantile } from '../../quantile.ts';
import { readIncidents, SOURCES, type Source } from '../data/incidents.ts';
import { SCORES } from '../detectors/all-detectors.ts';
import { fateOf } from '../ours/course.ts';
import { createRandom, seedOf } from '../sim/random.ts';
import { step } from '../sim/shapes.ts';
import { branchOff } from './branch.ts';
import { type QuietPlan, watchQuiet } from './quiet.ts';

/** An incident is watched for at most this long. Minutes. */
const LONGEST_WATCH = 360;

export interface IncidentPlan extends Omit<QuietPlan, 'days'> {
  /** How often each incident is simulated. */
  readonly rounds: number;
  /** By score, one threshold. */
  readonly thresholds: readonly number[];
}

/** All sources together. */
export const ALL = 'all';

/** How one detector did against the vendor's first post. */
export interface AgainstVendor {
  readonly name: string;
  readonly source: Source | typeof ALL;
  readonly incidents: number;
  /** Median minutes ahead of the vendor's first post; null if most were missed. */
  readonly ahead: number | null;
  /** Part of the incidents in which it was ahead. */
  readonly sooner: number;
  readonly missed: number;
}

/** Minutes between two simulated incidents, so that copies branch off at all hours. */
const EVERY = 97;

/** Track B: real starts, lengths and first posts; the crowd and its failing share are simulated. */
export function meetIncidents(plan: IncidentPlan): readonly AgainstVendor[] {
  const incidents = readIncidents();
  const names = [...SCORES.map(({ name }) => name), 'as shipped', 'as shipped, confirmed'];
  const delays = names.map(() => new Map<Source, { delay: number | null; lag: number }[]>());
  const total = incidents.length * plan.rounds;
  const random = createRandom(seedOf(plan.seed, 7));
  let done = 0;
  let due = 0;
  const note = (place: number, source: Source, delay: number | null, lag: number) => {
    const list = delays[place]?.get(source) ?? [];
    delays[place]?.set(source, [...list, { delay, lag }]);
  };
  watchQuiet({ ...plan, days: Math.ceil((total * EVERY) / 1440) }, undefined, (moment) => {
    const incident = incidents[done % incidents.length];
    if (moment.at < due || done >= total || incident === undefined) return;
    due = moment.at + Math.floor(2 * EVERY * random.uniform());
    due = Math.min(due, (done + 1) * EVERY);
    const minutes = Math.min(LONGEST_WATCH, Math.ceil(incident.minutes));
    const branch = branchOff(moment, {
      seed: seedOf(plan.seed, 1000 + done),
      shape: step(incident.share, minutes),
      minutes,
      after: 0,
      thresholds: [],
    });
    const { source, lag } = incident;
    for (const [place, passage] of branch.passages.entries()) {
      const delay = passage.delayAt(plan.thresholds[place] ?? Number.POSITIVE_INFINITY);
      if (delay !== undefined) note(place, source, delay, lag);
    }
    const { noticed, confirmed } = fateOf(branch.told, minutes);
    note(SCORES.length, source, noticed, lag);
    note(SCORES.length + 1, source, confirmed, lag);
    done += 1;
  });
  return names.flatMap((name, place) =>
    ([...SOURCES, ALL] as const).map((source): AgainstVendor => {
      const met =
        source === ALL
          ? [...(delays[place]?.values() ?? [])].flat()
          : (delays[place]?.get(source) ?? []);
      const leads = met.map(({ delay, lag }) => (delay === null ? -Infinity : lag - delay));
      const ahead = quantile(leads, 0.5);
      return {
        name,
        source,
        incidents: met.length,
        ahead: Number.isFinite(ahead) ? ahead : null,
        sooner: leads.filter((lead) => lead > 0).length / leads.length,
        missed: met.filter(({ delay }) => delay === null).length / met.length,
      };
    }),
  );
}
