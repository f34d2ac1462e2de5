import browser from 'webextension-polyfill';
import { type Receivers, receive } from '../messaging/receive.ts';
import type { Service } from '../services/schema.ts';
import { readAllowedHosts } from './allowed-hosts.ts';
import { answerPatterns, requestPatterns } from './match-patterns.ts';

/** What may happen while the background sleeps, and wakes it. */
export interface Happenings extends Receivers {
  readonly requestEnded: (details: unknown) => Promise<void>;
  readonly permissionsChanged: () => Promise<void>;
  /** @param service whose return was told, and whose notification was clicked */
  readonly returnClicked: (service: string) => Promise<void>;
  readonly installed: (isFirst: boolean) => Promise<void>;
  readonly started: () => Promise<void>;
}

/** Registers every listener. Call it synchronously: what wakes the background is delivered only to those registered by then. */
export function listen(services: readonly Service[], happenings: Happenings): void {
  const self = { id: browser.runtime.id, base: browser.runtime.getURL('/') };
  const { fromUi } = happenings;
  // Neither a script in an open page nor a click on the button is leave to watch: only the host's permission is.
  const fromPage: Happenings['fromPage'] = async (message, service, host, path) => {
    if (await isAllowed(host)) return happenings.fromPage(message, service, host, path);
    return message.type === 'watchStarted' ? { plan: null, stop: true } : { ok: false, stop: true };
  };
  browser.runtime.onMessage.addListener(((message: unknown, sender, sendResponse) => {
    const reply = receive(message, sender, self, services, { fromUi, fromPage });
    reply?.then(sendResponse, (error: unknown) => {
      logFailure(error);
      sendResponse({ ok: false });
    });
    // `true` keeps the channel open for the answer; it also works where the polyfill is not.
    return reply ? true : undefined;
  }) as Parameters<typeof browser.runtime.onMessage.addListener>[0]);
  const requestEnded = async (details: { readonly url: string }) => {
    if (await isAllowed(new URL(details.url).hostname)) await happenings.requestEnded(details);
  };
  const ended = (details: { readonly url: string }) => void requestEnded(details).catch(logFailure);
  browser.webRequest.onErrorOccurred.addListener(ended, {
    urls: services.flatMap(requestPatterns),
  });
  // Chromium tells a page nothing of an answer whose body nobody reads, and apps often do not read that of an error.
  browser.webRequest.onCompleted.addListener(
    (details) => {
      if (details.statusCode >= 400) ended(details);
    },
    { urls: services.flatMap(answerPatterns) },
  );
  const clicked = (service: string) => void happenings.returnClicked(service).catch(logFailure);
  // Without the permission there is no such API; to be added once more changes nothing.
  const hearClicks = () => browser.notifications?.onClicked.addListener(clicked);
  const changed = () => {
    hearClicks();
    void happenings.permissionsChanged().catch(logFailure);
  };
  hearClicks();
  browser.permissions.onAdded.addListener(changed);
  browser.permissions.onRemoved.addListener(changed);
  browser.runtime.onInstalled.addListener(
    ({ reason }) => void happenings.installed(reason === 'install').catch(logFailure),
  );
  browser.runtime.onStartup.addListener(() => void happenings.started().catch(logFailure));
}

async function isAllowed(host: string): Promise<boolean> {
  return (await readAllowedHosts())(host);
}

/** Nothing may crash the background: what fails is told to the developer's console, and the next tick tries again. */
export function logFailure(error: unknown): void {
  console.error('Outcry:', error);
}
