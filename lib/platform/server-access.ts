import browser from 'webextension-polyfill';
import { originPattern } from './match-patterns.ts';

/**
 * Whether the server may be talked to. Without permission for its host the header rule does nothing, and Firefox
 * would name this very installation in each request: so no permission or no rule means no request.
 */
export async function hasServerAccess(origin: string): Promise<boolean> {
  const [permitted, rulesets] = await Promise.all([
    browser.permissions.contains({ origins: [originPattern(origin)] }),
    browser.declarativeNetRequest.getEnabledRulesets(),
  ]);
  return permitted && rulesets.includes('headers');
}
