/** What every detector is told of one minute. */
export interface Tick {
  readonly minute: number;
  readonly tried: number;
  readonly failed: number;
  /** Voices to be expected at this time of day; only detectors marked `counts` may look. */
  readonly expected: number;
}

/**
 * Turns minutes into scores; the higher, the more alarming. An alarm is a score at or above a
 * threshold. A detector may have several scores that share their work.
 */
export interface Detector {
  /** Writes the scores after this minute to `scores[from]` and on, as many as it has names. */
  push(tick: Tick, scores: Float64Array, from: number): void;
  /** A copy that goes its own way. */
  clone(): Detector;
}

/** What a detector sees: counts of failures alone, or the failing rate. */
export type Sight = 'counts' | 'rate';

/** One score of a detector. */
export interface Score {
  /** As in the tables. */
  readonly name: string;
  readonly sight: Sight;
  /** Minutes between two looks: no delay can be shorter on average than half of it. */
  readonly every: number;
}
