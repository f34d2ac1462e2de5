/** Where a silence lies: before an answer begins, within it, or while the page shows that the model thinks. */
export type Phase = 'start' | 'gap' | 'thinking';

/** Silences that a service's answers have had in this browser, nearly the longest of each sort. Milliseconds. */
export type Learned = Readonly<Partial<Record<Phase, number>>>;

/** How long a silence may last before the page waits in vain. Milliseconds. */
export type Patience = Readonly<Record<Phase, number>>;

/** Longest usual silences as the service's file has them. Seconds. */
type Usual = Readonly<Record<Phase, number>>;

/** A silence counts as too long when it is so many times the longest usual one. */
const TIMES_USUAL = 1.5;
const TIMES_LEARNED = 3;

/** Less is never too long: networks and pages pause too. Milliseconds. */
const FLOOR: Patience = { start: 20_000, gap: 20_000, thinking: 60_000 };

/** Of a service whose pace is not known: nothing but an answer that does not begin can be told. Milliseconds. */
const UNKNOWN: Patience = { start: 120_000, gap: 180_000, thinking: 600_000 };

const MAX_PATIENCE_MS = 30 * 60_000;

/**
 * @param usual what the service's file says; null when it says nothing
 * @param learned what this browser has seen: it only makes more patient
 */
export function patienceFor(usual: Usual | null, learned: Learned): Patience {
  const of = (phase: Phase): number => {
    const known = usual
      ? Math.max(FLOOR[phase], usual[phase] * 1_000 * TIMES_USUAL)
      : UNKNOWN[phase];
    return Math.min(MAX_PATIENCE_MS, Math.max(known, (learned[phase] ?? 0) * TIMES_LEARNED));
  };
  return { start: of('start'), gap: of('gap'), thinking: of('thinking') };
}
