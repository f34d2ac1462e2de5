import type { Fact } from '../detect/fact.ts';
import type { Clock } from './clock.ts';

/** One message holds no more facts. */
export const MAX_FACTS = 50;
/** No page may say more in a minute: a broken one says the same again and again. */
const MAX_FACTS_PER_MINUTE = 60;
/** The same fact seen again within this time is one. Milliseconds. */
const REPEAT_MS = 2_000;
const MINUTE_MS = 60_000;
/** Failures leave at once, but messages no closer together than this. Milliseconds. */
const FAILURE_GAP_MS = 1_000;
/** Successes wait this long for company. Milliseconds. */
const SUCCESS_DELAY_MS = 5_000;
const MAX_REMEMBERED = 200;

/** What a fact tells at first sight. */
export interface Told {
  readonly feature: string;
  readonly worked: boolean;
  /** The user asked for it; else the page did by itself. */
  readonly use: boolean;
}

export interface Outbound {
  /** @param told null for what nobody knows yet, such as a notice. What may be a failure leaves at once */
  add(fact: Fact, told: Told | null): void;
  /** Sends what waits. */
  flush(): void;
}

/**
 * Gathers facts into messages, so that the background is seldom woken. Failures leave at once. What is known to work
 * is told once a minute, all of it together, and what pages ask by themselves only once; after a failure again.
 * @param send takes 1 to 50 facts
 */
export function createOutbound(send: (facts: Fact[]) => void, { now, later }: Clock): Outbound {
  /** What works, as far as told, and since then nothing has failed. */
  const working = new Set<string>();
  /** What worked before something failed: that it works again is news. */
  const broken = new Set<string>();
  const held = new Map<string, Fact>();
  const lastSeen = new Map<string, number>();
  let waiting: Fact[] = [];
  let dueAt = Infinity;
  let sentAt = -Infinity;
  let successAt = -Infinity;
  let minute = -Infinity;
  let taken = 0;

  const isNew = (key: string): boolean => {
    const time = now();
    if (time - (lastSeen.get(key) ?? -Infinity) < REPEAT_MS) return false;
    if (lastSeen.size > MAX_REMEMBERED) lastSeen.clear();
    lastSeen.set(key, time);
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
    const facts = [...waiting, ...held.values()];
    if (held.size > 0) successAt = now();
    if (facts.length > 0) sentAt = now();
    waiting = [];
    held.clear();
    dueAt = Infinity;
    while (facts.length > 0) send(facts.splice(0, MAX_FACTS));
  };
  const flushAt = (at: number): void => {
    if (at >= dueAt) return;
    dueAt = at;
    later(
      () => {
        if (dueAt === at) flush();
      },
      Math.max(0, at - now()),
    );
  };
  const addSuccess = (fact: Fact, { feature, use }: Told): void => {
    const key = `${feature}/${use}/${fact.type}`;
    const isKnown = working.has(key);
    if (isKnown && !use) return;
    working.add(key);
    held.set(key, fact);
    // An answer that came over a request is told of already.
    const isNews =
      use && !isKnown && !(fact.type === 'turn' && working.has(`${feature}/true/response`));
    const isBack = broken.delete(key);
    const soon = now() + SUCCESS_DELAY_MS;
    flushAt(isNews || isBack ? soon : Math.max(soon, successAt + MINUTE_MS));
  };

  return {
    add(fact, told) {
      if (told?.worked) return addSuccess(fact, told);
      for (const key of working) {
        if (told && !key.startsWith(`${told.feature}/`)) continue;
        working.delete(key);
        broken.add(key);
      }
      if (!isNew(keyOf(fact)) || !hasRoom()) return;
      waiting.push(fact);
      flushAt(Math.max(now(), sentAt + FAILURE_GAP_MS));
    },
    flush,
  };
}

function keyOf(fact: Fact): string {
  const { at: _at, ...rest } = fact;
  return JSON.stringify(rest);
}
