/** Refusals that go out at once, and how often as many more may. Milliseconds. */
const EACH_TIME = 250;
const EVERY_MS = 50;

/** Lets refusals go out no faster than the server can afford. */
export interface RefusalPace {
  /** Refuses now, or when those before have been refused. */
  take(refuse: () => void): void;
  /** Takes one out of the line whose connection is gone, so that it costs those behind it no time. */
  drop(refuse: () => void): void;
  /** Waits no longer: what is left is refused at once. */
  stop(): void;
}

/**
 * To write a refusal takes the system a quarter of a whole report's time. At several times its load a
 * server that refused each at once would do nothing else; so they wait in line, and with them their
 * connections, on which no more is read meanwhile.
 */
export function createRefusalPace(): RefusalPace {
  let left = EACH_TIME;
  const waiting = new Set<() => void>();
  let timer: NodeJS.Timeout | null = null;

  const first = (most: number) => {
    const refusals = [...waiting].slice(0, most);
    for (const refuse of refusals) waiting.delete(refuse);
    return refusals;
  };
  const rest = () => {
    if (timer !== null) clearInterval(timer);
    timer = null;
    left = EACH_TIME;
  };
  const goOn = () => {
    if (left === EACH_TIME) return rest();
    const now = first(EACH_TIME);
    left = EACH_TIME - now.length;
    for (const refuse of now) refuse();
  };
  return {
    take(refuse) {
      timer ??= setInterval(goOn, EVERY_MS).unref();
      if (left === 0) return void waiting.add(refuse);
      left -= 1;
      refuse();
    },
    drop: (refuse) => void waiting.delete(refuse),
    stop() {
      rest();
      for (const refuse of first(waiting.size)) refuse();
    },
  };
}
