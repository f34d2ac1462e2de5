import type { Verdict } from '../../server/verdict/fold.ts';
import type { Fault } from './shape.ts';

/** What a day tells of one fault. Delays in milliseconds from the first user who met it, null for never. */
export interface Story {
  /** When the first user met it. Milliseconds since the epoch. */
  firstAt: number;
  suspected: number | null;
  confirmed: number | null;
  outage: number | null;
  /** Minutes from its end to `operational`. */
  over: number | null;
  /** Voices of its service by minute of the day, before anything is lost or capped. */
  readonly tried: number[];
  readonly failed: number[];
}

export function newStory(): Story {
  return {
    firstAt: Number.POSITIVE_INFINITY,
    suspected: null,
    confirmed: null,
    outage: null,
    over: null,
    tried: [],
    failed: [],
  };
}

/** What is told this long after a fault's end is still about it. Minutes. */
const AFTERMATH_MINUTES = 5;

/** Notes what everybody is told at this moment. @param at minute of the day @param now milliseconds since the epoch */
export function hear(story: Story, fault: Fault, verdict: Verdict, at: number, now: number): void {
  const { level, state } = verdict;
  const delay = now - story.firstAt;
  if (at < fault.from || delay < 0) return;
  if (at < fault.to + AFTERMATH_MINUTES && level !== null && state !== 'recovering') {
    story.suspected ??= delay;
    if (level === 'confirmed') story.confirmed ??= delay;
    if (state === 'outage') story.outage ??= delay;
  }
  if (at >= fault.to && state === 'operational') story.over ??= at - fault.to + 1;
}
