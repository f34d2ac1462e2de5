import type { Fact } from '../detect/fact.ts';

/** One message holds no more facts. */
export const MAX_FACTS = 50;
/** No page may say more in a minute: a broken one says the same again and again. */
const MAX_FACTS_PER_MINUTE = 120;
/** The same fact seen again within this time is one. Milliseconds. */
const REPEAT_MS = 2_000;
const MINUTE_MS = 60_000;
/** Successes wait this long for company. Milliseconds. */
const SUCCESS_DELAY_MS = 1_000;

/** What a response tells at first sight. */
export interface Told {
  readonly feature: string;
  readonly worked: boolean;
  /** The user asked for it; else the page did by itself. */
  readonly use: boolean;
}

export interface Outbound {
  /** @param told null for a notice. What may be a failure leaves at once */
  add(fact: Fact, told: Told | null): void;
  /** Sends what waits. */
  flush(): void;
}

/**
 * Gathers facts into messages: failures leave at once, a feature's successes at most once a minute, and those of what
 * pages ask by themselves only once, and once more after each failure.
 * @param send takes 1 to 50 facts
 * @param later runs a task after some milliseconds
 */
export function createOutbound(
  send: (facts: Fact[]) => void,
  now: () => number,
  later: (task: () => void, ms: number) => void,
): Outbound {
  const lastSuccess = new Map<string, number>();
  const lastSeen = new Map<string, number>();
  const waiting: Fact[] = [];
  let minute = 0;
  let taken = 0;

  const isNew = (key: string, known: Map<string, number>, ms: number): boolean => {
    const time = now();
    if (time - (known.get(key) ?? -Infinity) < ms) return false;
    if (known.size > 200) known.clear();
    known.set(key, time);
    return true;
  };
  const hasRoom = (): boolean => {
    if (now() - minute >= MINUTE_MS) {
      minute = now();
      taken = 0;
    }
    taken += 1;
    return taken <= MAX_FACTS_PER_MINUTE;
  };
  const flush = (): void => {
    while (waiting.length > 0) send(waiting.splice(0, MAX_FACTS));
  };
  return {
    add(fact, told) {
      const fresh = told?.worked
        ? isNew(`${told.feature}/${told.use}`, lastSuccess, told.use ? MINUTE_MS : Infinity)
        : isNew(keyOf(fact), lastSeen, REPEAT_MS);
      if (told && !told.worked) lastSuccess.delete(`${told.feature}/false`);
      if (!fresh || !hasRoom()) return;
      waiting.push(fact);
      later(flush, told?.worked ? SUCCESS_DELAY_MS : 0);
    },
    flush,
  };
}

function keyOf(fact: Fact): string {
  const { at: _at, ...rest } = fact;
  return JSON.stringify(rest);
}
