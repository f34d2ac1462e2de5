import type { Connection } from '../watch/start-watch.ts';

/** The part of the extension API that a page's watcher uses, the same in both browsers under this name. */
interface Runtime {
  readonly id?: string;
  sendMessage(message: unknown): Promise<unknown>;
}

declare const chrome: { readonly runtime?: Runtime } | undefined;

/** One that can be ended from outside: see `endWatcher`. */
interface StoppableConnection extends Connection {
  readonly stop: () => void;
}

/**
 * The way from a watched page to the background, without the polyfill: under Manifest V3 both browsers' `chrome`
 * returns promises. Firefox's is an alias of `browser`; `browser` itself could be a page's element of that name
 * in Chromium.
 */
export function connectToBackground(): StoppableConnection {
  const runtime = (): Runtime | undefined =>
    typeof chrome === 'undefined' ? undefined : chrome.runtime;
  let isStopped = false;
  return {
    isGone: () => isStopped || runtime()?.id === undefined,
    stop() {
      isStopped = true;
    },
    async send(message) {
      const reply = await runtime()?.sendMessage(message);
      // A script goes on running when the page's host is no longer allowed: the browser does not end it.
      isStopped ||= isStop(reply);
      return reply;
    },
  };
}

function isStop(reply: unknown): boolean {
  return typeof reply === 'object' && reply !== null && 'stop' in reply && reply.stop === true;
}
