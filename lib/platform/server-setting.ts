import browser from 'webextension-polyfill';
import { headerRules } from './header-rules.ts';
import { isOrigin } from './report-origin.ts';
import { hasRule, hasServerAccess, OWN_RULE_ID } from './server-access.ts';

/** Where the address of the reader's own server is kept in `storage.local`; nothing there means the build's. */
const SERVER_KEY = 'server';

/** The server that the extension talks to: the build's, unless the reader has put another in its place. */
export interface ServerSetting {
  /** As of the last `load` or `use`. */
  readonly origin: () => string;
  readonly isUsual: () => boolean;
  /** Reads the setting. To be awaited before anything is asked or sent. */
  readonly load: () => Promise<void>;
  /** Whether the server may be talked to, and the header rule for it is in force. */
  readonly access: () => Promise<boolean>;
  /**
   * Makes the header rule for another server, so that even the first question gives nothing away.
   * @param origin null for the build's
   * @returns the origin that may be asked from then on; null when the browser does not allow it
   */
  readonly prepare: (origin: string | null) => Promise<string | null>;
  /** Keeps what was prepared. @param origin null for the build's */
  readonly use: (origin: string | null) => Promise<void>;
}

/** @param usual the server that the build reports to */
export function createServerSetting(usual: string): ServerSetting {
  let origin = usual;
  async function load(): Promise<void> {
    const { [SERVER_KEY]: stored } = await browser.storage.local.get(SERVER_KEY);
    origin = isOrigin(stored) ? stored : usual;
  }
  return {
    origin: () => origin,
    isUsual: () => origin === usual,
    load,
    access: () => hasServerAccess(origin, origin === usual),
    async prepare(wanted) {
      const next = wanted ?? usual;
      await setRule(next === usual ? null : next);
      return (await hasServerAccess(next, next === usual)) ? next : null;
    },
    async use(wanted) {
      const next = wanted === usual ? null : wanted;
      if (next === null) await browser.storage.local.remove(SERVER_KEY);
      else await browser.storage.local.set({ [SERVER_KEY]: next });
      await load();
      await setRule(next);
    },
  };
}

/** One rule at most: there is one server. */
async function setRule(origin: string | null): Promise<void> {
  if (origin !== null && (await hasRule(origin))) return;
  const { updateDynamicRules } = browser.declarativeNetRequest;
  await updateDynamicRules({
    removeRuleIds: [OWN_RULE_ID],
    addRules: (origin === null ? [] : headerRules(origin)).map((rule) => ({
      ...rule,
      id: OWN_RULE_ID,
    })),
  });
}
