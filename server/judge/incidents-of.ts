import type { OfficialChange } from '../official/official-word.ts';
import type { IncidentRow } from '../store/incident-row.ts';
import type { Announcement, Transition } from '../store/store.ts';
import { type Episode, episodesOf } from './episodes-of.ts';
import type { Figures } from './incident-figures.ts';
import { leadOf, officialTimes } from './official-times.ts';
import { type Told, toldOf } from './told-of.ts';

/** Everything about an incident but its figures. */
export type Outline = Omit<IncidentRow, keyof Figures>;

/** An incident's outline, with what its figures need. */
export interface OutlinedIncident {
  readonly outline: Outline;
  readonly rho: number;
}

/** What incidents are derived from: each list in order of minute. */
export interface IncidentSources {
  /** The current minute. */
  readonly now: number;
  /** Incidents that began before this minute are left out: their sources may not be whole. */
  readonly from: number;
  readonly transitions: readonly Transition[];
  readonly announcements: readonly Announcement[];
  readonly official: readonly OfficialChange[];
}

function outlineOf(episode: Episode, told: Told, changes: readonly OfficialChange[]): Outline {
  const { service, since, state, worst, level, ended, end, changed } = episode;
  const { times, seen } = officialTimes(changes, since, ended);
  return {
    service,
    opened: told.first,
    confirmed: told.confirmed,
    since,
    state,
    worst,
    level,
    ended,
    end,
    updated: Math.max(changed, told.first, told.confirmed ?? 0, seen),
    official: times,
    lead: leadOf(told.confirmed, times),
  };
}

/**
 * The incidents that the public was told of. Nothing but their sources decides: any node that reads the
 * same rows derives the same incidents, however often it was started.
 * @returns oldest first
 */
export function incidentsOf(sources: IncidentSources): readonly OutlinedIncident[] {
  const { now, from, transitions, announcements, official } = sources;
  const byService = <T extends { readonly service: string }>(rows: readonly T[]) =>
    Map.groupBy(rows, ({ service }) => service);
  const announced = byService(announcements);
  const said = byService(official);
  const incidents = [...byService(transitions)].flatMap(([service, changes]) => {
    const episodes = episodesOf(changes, now);
    const told = toldOf(announced.get(service) ?? [], episodes);
    return episodes.flatMap((episode) => {
      const when = told.get(episode);
      if (when === undefined || episode.since < from) return [];
      return [{ outline: outlineOf(episode, when, said.get(service) ?? []), rho: episode.rho }];
    });
  });
  return incidents.sort((a, b) => a.outline.opened - b.outline.opened);
}
