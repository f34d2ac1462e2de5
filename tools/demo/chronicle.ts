/** What the demo must see, in this order. */
export const MILESTONES = [
  'first failure',
  'first fact',
  'badge',
  'batch sent',
  'suspected',
  'confirmed',
  'recovered',
] as const;

export type Milestone = (typeof MILESTONES)[number];

/** Prints a line per event with the time since the first failure, and remembers when each milestone was seen. */
export class Chronicle {
  readonly #seen = new Map<Milestone, number>();
  readonly #now: () => number;
  readonly #print: (line: string) => void;

  /**
   * @param now milliseconds
   * @param print where lines go
   */
  constructor(now: () => number, print: (line: string) => void) {
    this.#now = now;
    this.#print = print;
  }

  /** Prints a line; before the first failure it carries no time. */
  say(what: string, at = this.#now()): void {
    const start = this.#seen.get('first failure');
    const seconds = start === undefined ? '' : `+${((at - start) / 1000).toFixed(2)} s`;
    this.#print(`${seconds.padStart(10)}  ${what}`);
  }

  /** Notes a milestone once; later sightings of the same one are not news. */
  reach(milestone: Milestone, details = '', at = this.#now()): void {
    if (this.#seen.has(milestone)) return;
    this.#seen.set(milestone, at);
    this.say(`** ${milestone}${details ? `: ${details}` : ''}`, at);
  }

  has(milestone: Milestone): boolean {
    return this.#seen.has(milestone);
  }

  /** @returns what is missing or came too early, in words; empty when all of it was seen in order */
  faults(): readonly string[] {
    const missing = MILESTONES.filter((milestone) => !this.#seen.has(milestone));
    const times = MILESTONES.flatMap((milestone) => {
      const at = this.#seen.get(milestone);
      return at === undefined ? [] : [{ milestone, at }];
    });
    const early = times.filter(({ at }, index) => index > 0 && at < (times[index - 1]?.at ?? 0));
    return [
      ...missing.map((milestone) => `"${milestone}" was never seen`),
      ...early.map(({ milestone }) => `"${milestone}" came before what it follows from`),
    ];
  }
}
