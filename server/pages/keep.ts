/** Keeps what was made until it is made of something else. */
export interface Kept<Made> {
  /**
   * @param name of the thing
   * @param version of what it is made of
   */
  get(name: string, version: string, make: () => Promise<Made>): Promise<Made>;
}

/** @param most things kept at once: the oldest goes first, for readers of everything must not fill the memory */
export function keep<Made>(most: number): Kept<Made> {
  const held = new Map<string, { readonly version: string; readonly made: Promise<Made> }>();
  return {
    get(name, version, make) {
      const before = held.get(name);
      if (before?.version === version) return before.made;
      held.delete(name);
      const [oldest] = held.keys();
      if (held.size >= most && oldest !== undefined) held.delete(oldest);
      const made = make();
      held.set(name, { version, made });
      return made;
    },
  };
}
