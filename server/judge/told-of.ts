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

/** Whose announcement it is: by its `since`; if late reports have moved that, the last episode begun by then. */
function episodeOf(announcement: Announcement, episodes: readonly Episode[]): Episode | undefined {
  const { since, minute } = announcement;
  const exact = episodes.find((episode) => episode.since === since);
  if (exact !== undefined) return exact;
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
  const told = new Map<Episode, Told>();
  for (const announcement of announcements) {
    const episode = episodeOf(announcement, episodes);
    if (episode === undefined) continue;
    const { minute, level } = announcement;
    const before = told.get(episode);
    told.set(episode, {
      first: before?.first ?? minute,
      confirmed: before?.confirmed ?? (level === 'confirmed' ? minute : null),
    });
  }
  return told;
}
