type Listener = (...given: unknown[]) => unknown;

const empty = () => ({
  listeners: {} as Record<string, Listener[]>,
  stored: {} as Record<string, unknown>,
  /** Hosts that are allowed. */
  origins: ['*://*/*'],
  mayNotify: true,
  isScriptingBroken: false,
  /** The address of the one open tab; none without it. */
  tab: null as string | null,
  /** Scripts that were put into tabs. */
  injected: [] as string[],
  /** Addresses that were opened. */
  opened: [] as string[],
});

/** What a test says of the browser around the background script, and what the script did with it. */
export const world = empty();

/** Makes the browser a new one. */
export function resetWorld(changes: Partial<typeof world> = {}): void {
  Object.assign(world, empty(), changes);
}

const event = (name: string) => ({
  addListener: (listener: Listener) => {
    world.listeners[name] = [...new Set([...(world.listeners[name] ?? []), listener])];
  },
});
const nothing = async () => {};

/** Stands in for the browser's API, as far as the background script calls it. */
export const fakeBrowser = {
  alarms: { onAlarm: event('alarm'), get: async () => undefined, create: nothing },
  runtime: {
    id: 'outcry',
    getURL: (path: string) => `chrome-extension://outcry${path}`,
    getManifest: () => ({ version: '0.1.0' }),
    onMessage: event('message'),
    onInstalled: event('installed'),
    onStartup: event('startup'),
  },
  webRequest: { onErrorOccurred: event('error'), onCompleted: event('completed') },
  permissions: {
    onAdded: event('added'),
    onRemoved: event('removed'),
    contains: async () => true,
    getAll: async () => ({ origins: world.origins }),
  },
  get notifications() {
    return world.mayNotify ? { onClicked: event('clicked') } : undefined;
  },
  declarativeNetRequest: {
    getEnabledRulesets: async () => ['headers'],
    getDynamicRules: async () => [],
  },
  scripting: {
    getRegisteredContentScripts: async () => {
      if (world.isScriptingBroken) throw new Error("Duplicate script ID 'watch-poe'");
      return [];
    },
    registerContentScripts: nothing,
    executeScript: async ({ func, files }: { func?: () => void; files?: string[] }) => {
      world.injected.push(func?.name ?? files?.join() ?? '');
    },
  },
  storage: {
    local: {
      get: async (key: string) => ({ [key]: world.stored[key] }),
      set: async (items: object) => {
        Object.assign(world.stored, items);
      },
    },
  },
  tabs: {
    query: async () => (world.tab === null ? [] : [{ id: 1, url: world.tab }]),
    create: async ({ url }: { url: string }) => world.opened.push(url),
  },
  action: {
    setBadgeText: nothing,
    setBadgeBackgroundColor: nothing,
    setBadgeTextColor: nothing,
    setTitle: nothing,
  },
  i18n: { getUILanguage: () => 'en' },
};

/** Lets something happen in the browser. */
export function fire(name: string, ...given: unknown[]): void {
  for (const listener of world.listeners[name] ?? []) listener(...given);
}

/**
 * Sends a message as the watcher on a chatbot's page does.
 * @param page its address without the scheme
 * @returns what is answered
 */
export function tell(message: object, page: string): Promise<unknown> {
  const url = new URL(`https://${page}`);
  const sender = { id: 'outcry', url: url.href, origin: url.origin };
  return new Promise((resolve) => fire('message', message, sender, resolve));
}

const PATIENCE_MS = 10_000;

/** Waits without letting a timer ring, as `expect.poll` would. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (performance.now() < deadline) {
    if (await isSo()) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
  throw new Error('It has not come so far.');
}
