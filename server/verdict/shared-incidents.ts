/** An open incident and the minute at which it probably began. */
export interface Opening {
  readonly service: string;
  readonly since: number;
}

/**
 * Sums over the last 10 minutes, counted at the door, where one batch shows what one browser met of
 * all services; voices in the store cannot be linked across services. A voice is one browser in one
 * minute.
 */
export interface DoorSums {
  /** Voices that tried two or more services. */
  readonly several: number;
  /** Those of them that failed on every service they tried. */
  readonly failedAll: number;
  /** Those of them that failed on some service and not on another. */
  readonly failedSome: number;
}

/** Incidents that probably have one cause outside the services: a network, a cloud, a provider. */
export interface SharedIncident {
  /** In alphabetical order. */
  readonly services: readonly string[];
  /** False if only their coincidence in time speaks for it: 'possibly shared'. */
  readonly certain: boolean;
}

const LEAST_SERVICES = 3;
const WITHIN_MINUTES = 10;
const LEAST_VOICES = 5;
const FAILED_ON_ALL = 0.7;

/** Groups of three services or more whose beginnings lie within ten minutes; the largest first. */
function coincidences(openings: readonly Opening[]): readonly (readonly string[])[] {
  const first = new Map<string, number>();
  for (const { service, since } of openings) {
    first.set(service, Math.min(since, first.get(service) ?? since));
  }
  const groups: string[][] = [];
  let rest = [...first].sort(([, a], [, b]) => a - b);
  for (;;) {
    const windows = rest.map(([, from]) =>
      rest.filter(([, since]) => since >= from && since - from <= WITHIN_MINUTES),
    );
    const most = Math.max(0, ...windows.map((window) => window.length));
    const largest = windows.find((window) => window.length === most) ?? [];
    if (most < LEAST_SERVICES) return groups;
    groups.push(largest.map(([service]) => service).sort());
    rest = rest.filter((opening) => !largest.includes(opening));
  }
}

/**
 * Which open incidents share a cause. Each service is unusable all the same, so no state depends on
 * it. Coincidence in time alone says 'possibly'. What settles it are browsers that tried several
 * services: of those that failed at all, 70 % failed on everything if the fault is shared; two
 * independent faults of 30 % would give 18 %. Browsers that failed nowhere say nothing: a fault of
 * one region leaves the others alone.
 * @param openings the incidents that are open now
 * @param door see `DoorSums`; absent while nothing is counted there
 * @returns none where the door says that most fail on one service and not on another
 */
export function sharedIncidents(
  openings: readonly Opening[],
  door?: DoorSums,
): readonly SharedIncident[] {
  const failing = Math.min(door?.several ?? 0, (door?.failedAll ?? 0) + (door?.failedSome ?? 0));
  const isKnown = door !== undefined && failing >= LEAST_VOICES;
  const certain = isKnown && door.failedAll >= FAILED_ON_ALL * failing;
  if (isKnown && !certain) return [];
  return coincidences(openings).map((services) => ({ services, certain }));
}
