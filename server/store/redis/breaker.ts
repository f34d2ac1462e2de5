import { setTimeout as delay } from 'node:timers/promises';

/** From one look at a service that is down to the next. Milliseconds. */
const PROBE_EVERY_MS = 250;

/** Remembers which services cannot be written, so that the others do not wait for them. */
export interface Breaker {
  isDown(service: string): boolean;
  /** Takes a service for down until a probe succeeds. */
  trip(service: string): void;
  close(): void;
}

/**
 * @param probe resolves once the service can be written again
 * @param onUp told when it is
 */
export function createBreaker(
  probe: (service: string) => Promise<void>,
  onUp: (service: string) => void,
): Breaker {
  const down = new Set<string>();
  const closing = new AbortController();
  const { signal } = closing;

  const watch = async (service: string) => {
    while (!signal.aborted) {
      await delay(PROBE_EVERY_MS, undefined, { signal, ref: false }).catch(() => undefined);
      if (signal.aborted) return;
      const isUp = await probe(service).then(
        () => true,
        () => false,
      );
      if (!isUp) continue;
      down.delete(service);
      onUp(service);
      return;
    }
  };
  return {
    isDown: (service) => down.has(service),
    trip(service) {
      if (down.has(service) || signal.aborted) return;
      down.add(service);
      void watch(service);
    },
    close: () => closing.abort(),
  };
}
