import type { JSHandle } from 'puppeteer-core';

export type BackgroundHandle = JSHandle<{ scope: { Date: DateConstructor } }>;

/**
 * Gives a background's `Date` an offset, so that a test need not wait for a minute to close.
 * @param background a handle whose `scope` is the background's global
 */
export async function shiftClock(background: BackgroundHandle, ms: number): Promise<void> {
  await background.evaluate(({ scope }, offset) => {
    const Real = scope.Date;
    const now = () => Real.now() + offset;
    scope.Date = new Proxy(Real, {
      construct: (target, parts) =>
        parts.length === 0 ? new target(now()) : Reflect.construct(target, parts),
      get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
    });
  }, ms);
}
