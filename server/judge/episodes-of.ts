import type { Level, State } from '../../lib/protocol/vocabulary.ts';
import type { Transition } from '../store/store.ts';

/** Too few or no voices for this long end an incident unseen, until it shows again. Minutes. */
const UNSEEN_AFTER_MINUTES = 60;

/** One failure of one service, as its changes tell it. Minutes are whole minutes since the epoch. */
export interface Episode {
  readonly service: string;
  /** The likeliest minute in which it began: what all its changes have in common. */
  readonly since: number;
  /** The minute of its last change so far. */
  readonly changed: number;
  /** The newest state that was not `unknown`. */
  readonly state: State;
  readonly worst: State;
  readonly level: Level;
  /** Learned correlation when it opened. */
  readonly rho: number;
  readonly ended: number | null;
  readonly end: 'recovered' | 'unseen' | null;
}

type Growing = { -readonly [K in keyof Episode]: Episode[K] } & { hiddenSince: number | null };

function begin(change: Transition, since: number, level: Level): Growing {
  const { service, minute, state, rho } = change;
  return {
    service,
    since,
    changed: minute,
    state,
    worst: state === 'outage' ? 'outage' : 'degraded',
    level,
    rho: rho ?? 0,
    ended: null,
    end: null,
    hiddenSince: null,
  };
}

function close(episode: Growing, minute: number, end: 'recovered' | 'unseen'): void {
  episode.ended = minute;
  episode.end = end;
  episode.hiddenSince = null;
}

/** Closes an episode that hides at `hiddenSince`, if it has hidden for long enough at `now`. */
function closeIfUnseen(episode: Growing, now: number): void {
  const { hiddenSince } = episode;
  if (hiddenSince === null || now - hiddenSince < UNSEEN_AFTER_MINUTES) return;
  close(episode, hiddenSince, 'unseen');
  episode.changed = hiddenSince + UNSEEN_AFTER_MINUTES;
}

function goOn(episode: Growing, { minute, state }: Transition, level: Level): void {
  episode.changed = minute;
  episode.state = state;
  if (state === 'outage') episode.worst = 'outage';
  if (level === 'confirmed') episode.level = 'confirmed';
  episode.ended = null;
  episode.end = null;
  episode.hiddenSince = null;
}

function leave(episode: Growing, { minute, state }: Transition): void {
  if (episode.ended !== null) return;
  if (state === 'unknown') {
    episode.changed = minute;
    episode.hiddenSince = minute;
    return;
  }
  closeIfUnseen(episode, minute);
  if (episode.ended !== null) return;
  episode.changed = minute;
  episode.state = state;
  close(episode, minute, 'recovered');
}

/**
 * The episodes that a series' changes make up. Changes with the same `since` are one: the fold lets an
 * incident that opens again within 15 minutes keep it, and one that silence only hid.
 * @param changes of one service, oldest first
 * @param now the current minute: an episode that has been hidden for an hour is over by then
 * @returns oldest first; those before the fold told `since` are left out
 */
export function episodesOf(changes: readonly Transition[], now: number): readonly Episode[] {
  const episodes: Growing[] = [];
  for (const change of changes) {
    const { minute, since, level } = change;
    const last = episodes.at(-1);
    if (level === null || since === null) {
      if (last !== undefined) leave(last, change);
    } else if (last?.since === since) {
      goOn(last, change, level);
    } else {
      if (last !== undefined && last.ended === null) {
        close(last, last.hiddenSince ?? minute, 'unseen');
      }
      episodes.push(begin(change, since, level));
    }
  }
  const newest = episodes.at(-1);
  if (newest !== undefined) closeIfUnseen(newest, now);
  return episodes.map(({ hiddenSince: _, ...episode }) => episode);
}
