import browser from 'webextension-polyfill';
import type { Engine, Parts } from '../background/parts.ts';
import { diagnose } from '../detect/diagnose.ts';
import { mergeFinding } from '../detect/merge-finding.ts';
import { createDatabaseHandle } from '../journal/database.ts';
import { loadLanguage } from '../language/load-language.ts';
import { bundledServices } from '../services/bundled.ts';
import { commonNotices } from '../services/common/common.ts';
import { badgeFor } from '../status/badge.ts';
import { VIEW_KEY } from '../status/view.ts';
import { watchingOf } from '../status/watching-of.ts';
import { planFor } from '../watch/plan.ts';
import { activeHost } from './active-host.ts';
import { readAllowedHosts } from './allowed-hosts.ts';
import { setBadge } from './badge-api.ts';
import { readConsent, saveConsent } from './consent-api.ts';
import { hasServerAccess } from './server-access.ts';
import { stopWatching } from './stop-watching.ts';

declare const __OUTCRY_SERVER__: string;

const engine: Engine = {
  diagnose,
  mergeFinding,
  planFor: (service, host, learned) => planFor(service, host, commonNotices, learned),
};

/** @returns the background's parts as the browser provides them */
export function browserParts(wakeAt: Parts['wakeAt']): Parts {
  const language = loadLanguage(browser.i18n.getUILanguage());
  return {
    services: bundledServices,
    engine,
    database: createDatabaseHandle(),
    now: () => Date.now(),
    chance: {
      random: Math.random,
      newId: () => crypto.randomUUID(),
      bytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
    },
    origin: __OUTCRY_SERVER__,
    // Called as a property of something else, the browser's `fetch` would throw.
    fetch: (...request) => fetch(...request),
    consent: readConsent,
    saveConsent,
    access: () => hasServerAccess(__OUTCRY_SERVER__),
    online: () => navigator.onLine,
    zoneAt: (time) => -new Date(time).getTimezoneOffset(),
    activeHost: () => activeHost(bundledServices),
    stopWatching: (service) => stopWatching(service, bundledServices),
    watching: async () => watchingOf(bundledServices, await readAllowedHosts()),
    showBadge: async (view) =>
      setBadge(badgeFor(view, bundledServices, Date.now(), await language)),
    saveView: (view) => browser.storage.local.set({ [VIEW_KEY]: view }),
    wakeAt,
  };
}
