import browser from 'webextension-polyfill';
import type { Parts } from '../background/parts.ts';
import { diagnose } from '../detect/diagnose.ts';
import { mergeFinding } from '../detect/merge-finding.ts';
import { createDatabaseHandle } from '../journal/database.ts';
import { createRuledEngine } from '../rules/ruled-engine.ts';
import { bundledServices } from '../services/bundled.ts';
import { commonNotices } from '../services/common/common.ts';
import { badgeFor } from '../status/badge.ts';
import { VIEW_KEY } from '../status/view.ts';
import { watchingOf } from '../status/watching-of.ts';
import { planFor } from '../watch/plan.ts';
import { activeHost } from './active-host.ts';
import { readAllowedHosts } from './allowed-hosts.ts';
import { setBadge } from './badge-api.ts';
import { createBrowserRules } from './browser-rules.ts';
import { readConsent, saveConsent } from './consent-api.ts';
import { createLanguageHandle, saveLanguage } from './language-api.ts';
import { logFailure } from './listeners.ts';
import { showBack } from './notifications-api.ts';
import { PACKAGE_SERVER } from './package-server.ts';
import { createServerSetting } from './server-setting.ts';
import { eraseSettings, readSettings } from './settings-api.ts';
import { stopWatching } from './stop-watching.ts';
import { saveStrips } from './strips-api.ts';

/** @returns the background's parts as the browser provides them */
export function browserParts(wakeAt: Parts['wakeAt']): Parts {
  const language = createLanguageHandle();
  const server = createServerSetting(PACKAGE_SERVER);
  const rules = createBrowserRules(server);
  return {
    services: bundledServices,
    engine: createRuledEngine({ diagnose, mergeFinding, planFor }, rules, commonNotices),
    rules,
    // They are those of the build's publisher, and its server alone issues with them.
    issuerKeys: () => (server.isUsual() ? rules.issuerKeys() : []),
    database: createDatabaseHandle(),
    now: () => Date.now(),
    chance: {
      random: Math.random,
      newId: () => crypto.randomUUID(),
      bytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
    },
    get origin() {
      return server.origin();
    },
    server,
    // Called as a property of something else, the browser's `fetch` would throw.
    fetch: (...request) => fetch(...request),
    consent: readConsent,
    saveConsent,
    access: server.access,
    online: () => navigator.onLine,
    zoneAt: (time) => -new Date(time).getTimezoneOffset(),
    activeHost: () => activeHost(bundledServices),
    stopWatching: (service) => stopWatching(service, bundledServices),
    watching: async () => watchingOf(bundledServices, await readAllowedHosts()),
    showBadge: async (view) =>
      setBadge(badgeFor(view, bundledServices, Date.now(), await language())),
    readSettings,
    eraseSettings,
    saveLanguage,
    saveStrips,
    tellBack: async (service, where) => showBack(bundledServices, service, where, await language()),
    onFailure: logFailure,
    saveView: (view) => browser.storage.local.set({ [VIEW_KEY]: view }),
    wakeAt,
  };
}
