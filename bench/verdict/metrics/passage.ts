/**
 * How one score rose during an outage: only where it was higher than ever before, so that the delay
 * at any threshold follows.
 */
export class Passage {
  readonly #before: number;
  readonly #at: number[] = [];
  readonly #values: number[] = [];

  /** @param before the score of the last minute before the outage */
  constructor(before: number) {
    this.#before = before;
  }

  add(minute: number, score: number): void {
    const highest = this.#values.at(-1) ?? Number.NEGATIVE_INFINITY;
    if (score <= highest) return;
    this.#at.push(minute);
    this.#values.push(score);
  }

  /** @returns minutes to the threshold, null for never, undefined if there was an alarm already */
  delayAt(threshold: number): number | null | undefined {
    if (this.#before >= threshold) return undefined;
    const index = this.#values.findIndex((value) => value >= threshold);
    const at = this.#at[index];
    return at === undefined ? null : at + 1;
  }
}
