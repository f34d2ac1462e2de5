/** Refusals that go out at once, and how often as many more may. Milliseconds. */
const EACH_TIME = 250;
const EVERY_MS = 50;

/** Lets refusals go out no faster than the server can afford. */
export interface RefusalPace {
  /** Refuses now, or when those before have been refused. */
  take(refuse: () => void): void;
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
  let waiting: (() => void)[] = [];
  let timer: NodeJS.Timeout | null = null;

  const rest = () => {
    if (timer !== null) clearInterval(timer);
    timer = null;
    left = EACH_TIME;
  };
  const goOn = () => {
    if (left === EACH_TIME) return rest();
    const now = waiting.slice(0, EACH_TIME);
    waiting = waiting.slice(EACH_TIME);
    left = EACH_TIME - now.length;
    for (const refuse of now) refuse();
  };
  return {
    take(refuse) {
      timer ??= setInterval(goOn, EVERY_MS).unref();
      if (left === 0) return void waiting.push(refuse);
      left -= 1;
      refuse();
    },
    stop() {
      rest();
      for (const refuse of waiting.splice(0)) refuse();
    },
  };
}
