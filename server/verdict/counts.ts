/** One service in one minute, in voices after the caps: a browser is one voice however often it retries. */
export interface MinuteCounts {
  /** Whole minutes since the epoch. */
  readonly minute: number;
  /** Distinct voices that used the service in this minute. */
  readonly tried: number;
  /** Those of them that met a failure of the service. More than `tried` counts as `tried`. */
  readonly failed: number;
  /** One-click reports, as `pressesOf` counts them; none if left out. */
  readonly presses?: number;
}
