import type { Replies, UiMessage } from '../messaging/messages.ts';
import type { Feature } from '../protocol/vocabulary.ts';
import { type Guard, isFlag, oneOf, shapeOf } from '../status/guards.ts';
import { isView } from '../status/is-view.ts';
import type { View } from '../status/view.ts';
import { VIEW_KEY } from '../status/view-key.ts';
import { hostPattern, originPattern } from './match-patterns.ts';
import { nativeBrowser as browser } from './native-browser.ts';

const isOk = shapeOf<{ ok: boolean }>({ ok: isFlag });
const isReportReply = shapeOf<Replies['report']>({
  result: oneOf(['queued', 'repeated', 'not-used', 'no-access']),
});

/** @returns the language of the browser's own menus, for example `en-GB` */
export function uiLanguage(): string {
  return browser.i18n.getUILanguage();
}

/** @returns what the background last wrote; null when it wrote nothing or nothing readable */
export async function readView(): Promise<View | null> {
  try {
    const stored = await browser.storage.local.get(VIEW_KEY);
    return parseView(stored[VIEW_KEY]);
  } catch {
    return null;
  }
}

/** Calls back with each new view until `signal` aborts. */
export function watchView(onView: (view: View | null) => void, signal: AbortSignal): void {
  const listener = (changes: Record<string, { newValue?: unknown }>, area: string): void => {
    const change = changes[VIEW_KEY];
    if (area === 'local' && change) onView(parseView(change.newValue));
  };
  browser.storage.onChanged.addListener(listener);
  signal.addEventListener('abort', () => browser.storage.onChanged.removeListener(listener));
}

function parseView(stored: unknown): View | null {
  return isView(stored) ? stored : null;
}

/** @returns the background's answer, or null when it did not answer in a way that can be understood */
async function ask<T>(message: UiMessage, isReply: Guard<T>): Promise<T | null> {
  try {
    const reply: unknown = await browser.runtime.sendMessage(message);
    return isReply(reply) ? reply : null;
  } catch {
    return null;
  }
}

/** @returns whether the background did what it was asked for */
export async function isDone(message: UiMessage): Promise<boolean> {
  return (await ask(message, isOk))?.ok ?? false;
}

/** Asks the background for a fresh view; it arrives through `watchView`. */
export function refreshView(): Promise<boolean> {
  return isDone({ type: 'refreshView' });
}

/** @returns what became of a one-click report; null when the background did not answer */
export async function report(
  service: string,
  feature: Feature,
): Promise<Replies['report']['result'] | null> {
  return (await ask({ type: 'report', service, feature }, isReportReply))?.result ?? null;
}

/** Asks for leave to reach the server. Call it straight from a click. @returns whether it was given */
export function allowServer(origin: string): Promise<boolean> {
  return allow([originPattern(origin)]);
}

/** Asks for leave to look at hosts. Call it straight from a click. @returns whether it was given */
export function allowHosts(hosts: readonly string[]): Promise<boolean> {
  return allow(hosts.map(hostPattern));
}

async function allow(origins: string[]): Promise<boolean> {
  try {
    return await browser.permissions.request({ origins });
  } catch {
    return false;
  }
}
