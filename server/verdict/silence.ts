import { type Recent, sumRecent } from './recent.ts';
import type { VerdictState } from './verdict-state.ts';

const STALE_MINUTES = 15;

/** A busy service is stale sooner. */
const BUSY_STALE_MINUTES = 5;
const BUSY_VOICES = 90;

const WINDOW_MINUTES = 30;

/** Below this an 80 % outage takes over 23 minutes to notice: 'operational' would mean 'would not have noticed'. */
const FEW_VOICES = 7;
const ENOUGH_VOICES = 12;

/** Silence that closes an open incident unseen. */
const CLOSING_MINUTES = 60;

export type Silence = VerdictState['silence'];

/** A service that nobody has used yet. */
export function silent(): Silence {
  return { lastVoice: null, stale: true, few: true };
}

/** Minutes since the last voice; 0 in a minute with voices, infinite before the first. */
export function silentFor(silence: Silence, minute: number): number {
  return silence.lastVoice === null ? Number.POSITIVE_INFINITY : minute - silence.lastVoice;
}

/**
 * Brings `silence` up to a minute that `recent` already holds. `stale` lasts until the next voice,
 * or the busy rule would let go as its own window empties.
 */
export function listen(silence: Silence, recent: Recent, minute: number, tried: number): void {
  const { tried: voices } = sumRecent(recent, minute, WINDOW_MINUTES);
  if (tried > 0) {
    silence.lastVoice = minute;
    silence.stale = false;
  } else {
    const minutes = silentFor(silence, minute);
    const limit = voices >= BUSY_VOICES ? BUSY_STALE_MINUTES : STALE_MINUTES;
    if (minutes >= limit) silence.stale = true;
  }
  if (voices < FEW_VOICES) silence.few = true;
  else if (voices >= ENOUGH_VOICES) silence.few = false;
}

/** Whether there are too few or too old voices to tell anything. */
export function cannotTell(silence: Silence): boolean {
  return silence.stale || silence.few;
}

/** Whether the silence is long enough to end an incident unseen. */
export function closesIncidents(silence: Silence, minute: number): boolean {
  return silentFor(silence, minute) >= CLOSING_MINUTES;
}
