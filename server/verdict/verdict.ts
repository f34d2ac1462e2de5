import type { Level, State } from '../../lib/protocol/vocabulary.ts';

/** What one service's series comes to, as of its last folded minute. */
export interface Verdict {
  readonly state: State;
  /** Null for `operational` and `unknown`. */
  readonly level: Level | null;
  /**
   * Of an open incident (`degraded`, `outage`, `recovering`) the likeliest minute at which it
   * began, of `operational` the minute since which it holds, of `unknown` null.
   */
  readonly since: number | null;
}
