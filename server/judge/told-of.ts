import type { Announcement } from '../store/store.ts';
import type { Episode } from './episodes-of.ts';

/** What was told up to this long after an episode ended was still about it: reports were on their way. Minutes. */
const AFTERMATH_MINUTES = 12;

/** When the public first heard of an incident. */
export interface Told {
  /** At any level. */
  readonly first: number;
  /** That it is confirmed; null if never. */
  readonly confirmed: number | null;
}

/** Late reports may have moved the beginning since it was told: then it is the last episode begun by then. */
function lastBegunBy(minute: number, episodes: readonly Episode[]): Episode | undefined {
  const last = episodes.findLast((episode) => episode.since <= minute);
  const end = last?.ended ?? Number.POSITIVE_INFINITY;
  return minute <= end + AFTERMATH_MINUTES ? last : undefined;
}

/**
 * When each episode was first told. An announcement that fits none was taken back by late reports.
 * @param announcements of the same service, oldest first
 * @param episodes of one service, oldest first
 * @returns without the episodes that were never told: found while the count was withheld, or by folding again
 */
export function toldOf(
  announcements: readonly Announcement[],
  episodes: readonly Episode[],
): ReadonlyMap<Episode, Told> {
  const bySince = new Map(episodes.map((episode) => [episode.since, episode]));
  const told = new Map<Episode, Told>();
  for (const { since, minute, level } of announcements) {
    const episode = bySince.get(since) ?? lastBegunBy(minute, episodes);
    if (episode === undefined) continue;
    const before = told.get(episode);
    told.set(episode, {
      first: before?.first ?? minute,
      confirmed: before?.confirmed ?? (level === 'confirmed' ? minute : null),
    });
  }
  return told;
}
