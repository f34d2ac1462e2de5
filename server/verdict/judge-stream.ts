import type { Level, State } from '../../lib/protocol/vocabulary.ts';
import { createLateFold, type LateFold } from './late-fold.ts';

/** One service's voices in one minute, as `npm run -s judge` reads them. */
export interface ServiceMinute {
  readonly service: string;
  readonly minute: number;
  readonly tried: number;
  readonly failed: number;
}

/** A change of state or level, as `npm run -s judge` prints it; keys in the order printed. */
export interface Change {
  readonly service: string;
  /** The last minute whose data the change rests on. */
  readonly minute: number;
  readonly state: State;
  readonly level: Level | null;
}

/** Folds the lines of many services under one clock. */
export interface JudgeStream {
  /** @returns false, and changes nothing, if the minute is more than 10 behind its service's newest */
  add(line: ServiceMinute): boolean;
  /** Folds every service up to the clock. */
  end(): void;
}

function inOrder(a: Change, b: Change): number {
  if (a.minute !== b.minute) return a.minute - b.minute;
  if (a.service === b.service) return 0;
  return a.service < b.service ? -1 : 1;
}

/**
 * The clock is the largest minute on any line. A minute is complete, and folded for every service,
 * when the clock passes it: then its changes are told, ordered by minute, then by service id.
 * A service whose lines begin behind the clock is folded along its own lines until the clock moves.
 * @param onChange hears the changes in that order
 */
export function createJudgeStream(onChange: (change: Change) => void): JudgeStream {
  const folds = new Map<string, LateFold>();
  let clock = -1;
  let changes: Change[] = [];

  function foldOf(service: string): LateFold {
    const known = folds.get(service);
    if (known) return known;
    const fold = createLateFold((minute, { state, level }) => {
      changes.push({ service, minute, state, level });
    });
    folds.set(service, fold);
    return fold;
  }

  function tell(): void {
    if (changes.length === 0) return;
    const told = changes.sort(inOrder);
    changes = [];
    for (const change of told) onChange(change);
  }

  function closeAll(minute: number): void {
    for (const fold of folds.values()) fold.closeTo(minute);
  }

  return {
    add({ service, minute, tried, failed }) {
      if (minute > clock) {
        closeAll(minute - 1);
        clock = minute;
      }
      const inTime = foldOf(service).add({ minute, tried, failed });
      tell();
      return inTime;
    },
    end() {
      closeAll(clock);
      tell();
    },
  };
}
