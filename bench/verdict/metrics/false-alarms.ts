import type { Verdict } from '../../../server/verdict/fold.ts';
import type { Hear } from '../detectors/our-fold.ts';

/** Counts the incidents that a fold opens; an incident is known by its beginning. */
export interface IncidentCount {
  readonly hear: Hear;
  /** How many incidents there were, and how many of them were ever confirmed or called an outage. */
  counted(): { alarms: number; confirmed: number; outages: number; changes: number };
  /** Whether an incident is open. */
  isOpen(): boolean;
}

export function countIncidents(): IncidentCount {
  const alarms = new Set<number>();
  const confirmed = new Set<number>();
  const outages = new Set<number>();
  let changes = 0;
  let last: Verdict['state'] = 'unknown';
  return {
    hear(_minute, { state, level, since }) {
      changes += 1;
      last = state;
      if (since === null || level === null) return;
      alarms.add(since);
      if (level === 'confirmed') confirmed.add(since);
      if (state === 'outage') outages.add(since);
    },
    counted: () => ({
      alarms: alarms.size,
      confirmed: confirmed.size,
      outages: outages.size,
      changes,
    }),
    isOpen: () => last !== 'operational' && last !== 'unknown',
  };
}
