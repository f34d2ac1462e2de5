import type { Connection } from '../watch/start-watch.ts';

/** A symbol, because a page's element could stand under any name. */
const WATCHER = Symbol.for('outcry watcher');

/**
 * A page that was open before it could be watched gets its watcher later, and might have one by then. The mark is in
 * the content scripts' own world, which no page sees.
 * @param world for tests; the content script's global by default
 * @returns whether no other watcher of this page is still connected; this one is the watcher from then on
 */
export function isFirstWatcher(connection: Connection, world: object = globalThis): boolean {
  const before: Connection | undefined = Reflect.get(world, WATCHER);
  if (before && !before.isGone()) return false;
  Reflect.set(world, WATCHER, connection);
  return true;
}

/**
 * Ends the watcher of a page, if it has one. It runs in the page's own tab and must stand alone: it is sent there as
 * text, so it can use nothing that is not in it.
 */
export function endWatcher(): void {
  const watcher: unknown = Reflect.get(globalThis, Symbol.for('outcry watcher'));
  if (typeof watcher === 'object' && watcher !== null && 'stop' in watcher) {
    const { stop } = watcher;
    if (typeof stop === 'function') stop();
  }
}
