import browser from 'webextension-polyfill';
import type { Service } from '../services/schema.ts';
import { readAllowedHosts } from './allowed-hosts.ts';
import { pagePatterns } from './match-patterns.ts';
import { WATCHER_FILE } from './watcher-file.ts';

const PREFIX = 'watch-';

/**
 * Starts the watcher on the pages of the further services that were allowed by a click, as far as they were, and on
 * no others; what is registered outlives the browser. To be called whenever permissions may have changed, never
 * twice at once.
 */
export async function watchOptionalHosts(services: readonly Service[]): Promise<void> {
  const isAllowed = await readAllowedHosts();
  const wanted = new Map<string, string[]>();
  for (const { id, core, hosts, paths } of services) {
    const matches = core ? [] : pagePatterns({ hosts: hosts.filter(isAllowed), paths });
    if (matches.length > 0) wanted.set(PREFIX + id, matches);
  }
  const registered = await browser.scripting.getRegisteredContentScripts();
  const ours = registered.filter(({ id }) => id.startsWith(PREFIX));
  const wrong = ours.filter(({ id, matches }) => sorted(wanted.get(id)) !== sorted(matches));
  if (wrong.length > 0) {
    await browser.scripting.unregisterContentScripts({ ids: wrong.map(({ id }) => id) });
  }
  const right = new Set(ours.filter((script) => !wrong.includes(script)).map(({ id }) => id));
  const missing = [...wanted].filter(([id]) => !right.has(id));
  if (missing.length === 0) return;
  await browser.scripting.registerContentScripts(
    missing.map(([id, matches]) => ({ id, matches, js: [WATCHER_FILE], runAt: 'document_start' })),
  );
}

function sorted(matches: readonly string[] = []): string {
  return matches.toSorted().join();
}
