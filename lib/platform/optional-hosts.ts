import browser from 'webextension-polyfill';
import type { Service } from '../services/schema.ts';

const PREFIX = 'watch-';

/** The built file of entrypoints/watch.content.ts, which the manifest starts on the core services' pages. */
const WATCHER = 'content-scripts/watch.js';

/**
 * Starts the watcher on the pages of the further services that were allowed by a click, and on no others. To be
 * called whenever permissions may have changed.
 */
export async function watchOptionalHosts(services: readonly Service[]): Promise<void> {
  const wanted = new Map<string, string[]>();
  for (const { id, core, hosts } of services) {
    const matches = hosts.map((host) => `https://${host}/*`);
    if (!core && (await browser.permissions.contains({ origins: matches }))) {
      wanted.set(PREFIX + id, matches);
    }
  }
  const registered = await browser.scripting.getRegisteredContentScripts();
  const ours = registered.filter(({ id }) => id.startsWith(PREFIX));
  const wrong = ours.filter(({ id, matches }) => sorted(wanted.get(id)) !== sorted(matches));
  if (wrong.length > 0) {
    await browser.scripting.unregisterContentScripts({ ids: wrong.map(({ id }) => id) });
  }
  const right = new Set(ours.filter((script) => !wrong.includes(script)).map(({ id }) => id));
  const missing = [...wanted].filter(([id]) => !right.has(id));
  await browser.scripting.registerContentScripts(
    missing.map(([id, matches]) => ({ id, matches, js: [WATCHER], runAt: 'document_start' })),
  );
}

function sorted(matches: readonly string[] = []): string {
  return matches.toSorted().join();
}
