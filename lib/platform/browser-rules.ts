import browser from 'webextension-polyfill';
import { pinnedKeysIn } from '../rules/pinned-key.ts';
import { createRuleBook, type RuleBook } from '../rules/rule-book.ts';
import { bundledServices } from '../services/bundled.ts';
import { renewWatchers } from './renew-watchers.ts';
import type { ServerSetting } from './server-setting.ts';

/**
 * @param server where packs come from: whoever serves one, only its signature counts
 * @returns the rules in force, with the keys that the build pins
 */
export function createBrowserRules({
  origin,
  access,
}: Pick<ServerSetting, 'origin' | 'access'>): RuleBook {
  return createRuleBook({
    keys: pinnedKeysIn(import.meta.env.OUTCRY_RULES_KEYS),
    version: () => browser.runtime.getManifest().version,
    services: bundledServices,
    origin,
    now: () => Date.now(),
    random: Math.random,
    fetch: (...request) => fetch(...request),
    access,
    onRefused: (why, detail = '') =>
      console.warn(`Outcry: the server's rule pack was not taken (${why}) ${detail}`),
    onChanged: renewWatchers,
  });
}
