import { createFold } from '../../../server/verdict/fold.ts';
import { createWarm } from '../ours/warm.ts';
import { DAY } from '../sim/crowd.ts';

const SILENT_MINUTES = 180;
const WATCHED_MINUTES = 60;
const TRICKLE_MINUTES = 12;
const TRICKLE_DAYS = 14;
const LONG_SILENCE_DAYS = 6;

export interface SilencePlan {
  readonly seed: number;
  readonly voices: number;
  readonly runs: number;
}

export interface SilenceResult extends Omit<SilencePlan, 'seed'> {
  /** Longest time to `unknown` after the last voice, and back after the first. Minutes. */
  readonly unknownWithin: number;
  readonly backWithin: number;
  /** Runs that were called operational inside the silence. */
  readonly greenInside: number;
  /** Alarms after six silent days. */
  readonly alarmsAfterDays: number;
  /** Changes told of a service that one voice uses every twelve minutes. */
  readonly trickle: number;
}

/** Silence and trickle: neither is ever green. */
export function fallSilent({ seed, voices, runs }: SilencePlan): SilenceResult {
  const warm = createWarm({ seed, voicesPerMinute: voices, quiet: 'over-dispersed', swing: 0 });
  let unknownWithin = 0;
  let backWithin = 0;
  let greenInside = 0;
  let alarmsAfterDays = 0;
  for (let run = 0; run < runs; run += 1) {
    const crowd = warm.branch();
    const snapshot = warm.fold.snapshot();
    const start = (snapshot.minute ?? 0) + 1;
    const told: { at: number; state: string }[] = [];
    const fold = createFold(snapshot, (minute, { state }) => {
      told.push({ at: minute - start, state });
    });
    fold.advanceTo(start + SILENT_MINUTES - 1);
    unknownWithin = Math.max(unknownWithin, (told[0]?.at ?? SILENT_MINUTES) + 1);
    if (told.some(({ state }) => state === 'operational')) greenInside += 1;
    for (let at = 0; at < WATCHED_MINUTES; at += 1) {
      fold.push({ minute: start + SILENT_MINUTES + at, ...crowd.next(null) });
    }
    const back = told.find(({ at, state }) => at >= SILENT_MINUTES && state === 'operational');
    backWithin = Math.max(backWithin, (back?.at ?? Infinity) - SILENT_MINUTES + 1);
    const later = createFold(warm.fold.snapshot(), (_, { level }) => {
      if (level !== null) alarmsAfterDays += 1;
    });
    const long = start + LONG_SILENCE_DAYS * DAY;
    later.advanceTo(long - 1);
    for (let at = 0; at < WATCHED_MINUTES; at += 1) {
      later.push({ minute: long + at, ...crowd.next(null) });
    }
  }
  let trickle = 0;
  const fold = createFold(undefined, () => {
    trickle += 1;
  });
  for (let minute = 0; minute < TRICKLE_DAYS * DAY; minute += TRICKLE_MINUTES) {
    fold.push({ minute, tried: 1, failed: 0 });
  }
  return { voices, runs, unknownWithin, backWithin, greenInside, alarmsAfterDays, trickle };
}
