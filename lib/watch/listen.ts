/**
 * Listens until the signal aborts. Not by the listener's own `signal`: a page's targets need not know that of another
 * world.
 */
export function listen(
  target: EventTarget,
  type: string,
  listener: (event: Event) => void,
  signal: AbortSignal,
): void {
  const options = { capture: true, passive: true } as const;
  target.addEventListener(type, listener, options);
  signal.addEventListener('abort', () => target.removeEventListener(type, listener, options), {
    once: true,
  });
}
