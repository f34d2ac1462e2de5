/** Where randomness comes from: passed in, so that tests choose it. */
export interface Chance {
  /** Uniform in [0, 1). */
  readonly random: () => number;
  /** A new name for a row; it never leaves the browser. */
  readonly newId: () => string;
  /** @param count of cryptographically random bytes */
  readonly bytes: (count: number) => Uint8Array;
}
