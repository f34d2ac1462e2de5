/** A page's time, so that tests can give it another. */
export interface Clock {
  /** Milliseconds that run evenly, whatever becomes of the computer's clock. */
  now(): number;
  /** Runs a task after some milliseconds. */
  later(task: () => void, ms: number): void;
}
