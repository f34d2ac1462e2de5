import type { TurnFact } from '../detect/fact.ts';
import type { Patience, Phase } from './patience.ts';

/** An answer has ended when neither it nor the page's mark has moved for so long. Milliseconds. */
const SETTLED_MS = 1_500;

/** The same where the page has no mark that it is busy: answers pause too. Milliseconds. */
const QUIET_MS = 10_000;

/** A page that can show that it is busy, and does not, waits for nothing. Milliseconds. */
const UNMARKED_MS = 10_000;

/** A turn is followed no longer. Milliseconds. */
const MAX_TURN_MS = 60 * 60_000;

/** What the page showed at one moment. */
export interface Signs {
  /** Its mark that it waits or writes; null when it has no such mark. */
  readonly busy: boolean | null;
  readonly thinking: boolean;
  /** The answer has grown since the moment before. */
  readonly grew: boolean;
  /** Shown and online: only then does silence count. */
  readonly counts: boolean;
}

/** How the turn stands: `ended` without anything to tell. */
export type Standing = TurnFact['outcome'] | 'waits' | 'ended';

/** One turn of a conversation, followed by what moves and never by what it says. */
export interface FollowedTurn {
  /** @param ms since the moment before */
  step(ms: number, signs: Signs): Standing;
  /** The silence that the standing rests on. */
  silence(): Pick<TurnFact, 'silence' | 'during'>;
  /** Whether it has been told that it stalled, and nothing has moved since. */
  isStalled(): boolean;
  /** Since the answer last grew and the page's mark was last seen, as far as it counts. Milliseconds. */
  calm(): number;
}

/** @param patience how long a silence of each sort may last */
export function followTurn(patience: Patience): FollowedTurn {
  let age = 0;
  let silence = 0;
  let calm = 0;
  let phase: Phase = 'start';
  let longest: { silence: number; during: Phase } = { silence: 0, during: 'start' };
  let hasGrown = false;
  let wasBusy = false;
  let isStalled = false;

  const isOver = (busy: boolean | null): Standing | null => {
    if (busy) return null;
    if (hasGrown) return calm >= (wasBusy ? SETTLED_MS : QUIET_MS) ? 'answered' : null;
    if (wasBusy) return calm >= SETTLED_MS ? 'ended' : null;
    return busy === false && age >= UNMARKED_MS ? 'ended' : null;
  };

  return {
    step(ms, { busy, thinking, grew, counts }) {
      age += ms;
      if (age > MAX_TURN_MS) return 'ended';
      if (grew || busy) calm = 0;
      wasBusy ||= busy === true;
      if (grew) {
        hasGrown = true;
        isStalled = false;
        silence = 0;
      } else if (counts) {
        if (!busy) calm += ms;
        if (busy ?? !hasGrown) silence += ms;
      }
      phase = thinking ? 'thinking' : hasGrown ? 'gap' : 'start';
      if (silence > longest.silence) longest = { silence, during: phase };
      const over = isOver(busy);
      if (over) return over === 'answered' && isStalled ? 'ended' : over;
      if (isStalled || silence <= patience[phase]) return 'waits';
      isStalled = true;
      return 'stalled';
    },
    silence: () => (isStalled ? { silence, during: phase } : longest),
    isStalled: () => isStalled,
    calm: () => calm,
  };
}
