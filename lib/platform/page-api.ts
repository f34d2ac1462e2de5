import type { Replies, UiMessage } from '../messaging/messages.ts';
import type { Feature } from '../protocol/vocabulary.ts';
import { type Guard, isFlag, oneOf, shapeOf } from '../status/guards.ts';
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

/** @returns the background's answer, or null when it did not answer in a way that can be understood */
export async function ask<T>(message: UiMessage, isReply: Guard<T>): Promise<T | null> {
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

/**
 * To be told once that a service is back, or no more. Call it straight from a click.
 * @returns whether it is as wanted: not when the browser does not allow notifications
 */
export async function wishForReturn(
  service: string,
  wanted: boolean,
  alone: boolean,
): Promise<boolean> {
  const wish = { type: 'wishForReturn', service, alone } as const;
  // Both before any await: the click is forgotten then, and the browser's question may close the popup.
  const isNoted = isDone({ ...wish, wanted });
  const isAllowed = wanted ? allow({ permissions: ['notifications'] }) : Promise.resolve(true);
  if (await isAllowed) return isNoted;
  await isDone({ ...wish, wanted: false });
  return false;
}

/** Asks for leave to reach the server. Call it straight from a click. @returns whether it was given */
export function allowServer(origin: string): Promise<boolean> {
  return allow({ origins: [originPattern(origin)] });
}

/** Asks for leave to look at hosts. Call it straight from a click. @returns whether it was given */
export function allowHosts(hosts: readonly string[]): Promise<boolean> {
  return allow({ origins: hosts.map(hostPattern) });
}

async function allow(wanted: Parameters<typeof browser.permissions.request>[0]): Promise<boolean> {
  try {
    return await browser.permissions.request(wanted);
  } catch {
    return false;
  }
}
