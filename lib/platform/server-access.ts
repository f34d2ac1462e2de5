import browser from 'webextension-polyfill';
import { originPattern } from './match-patterns.ts';

/** The number of the one header rule that is made at run time, for a server of the reader's own. */
export const OWN_RULE_ID = 1000;

/**
 * Whether the server may be talked to. Without permission for its host the header rule does nothing, and Firefox
 * would name this very installation in each request: so no permission or no rule means no request.
 * @param isUsual whether it is the build's server, whose rule is in the package
 */
export async function hasServerAccess(origin: string, isUsual = true): Promise<boolean> {
  const [permitted, ruled] = await Promise.all([
    browser.permissions.contains({ origins: [originPattern(origin)] }),
    isUsual ? isPackageRuleOn() : hasRule(origin),
  ]);
  return permitted && ruled;
}

/** @returns whether there is a header rule for a server of the reader's own */
export async function hasRule(origin: string): Promise<boolean> {
  const rules = await browser.declarativeNetRequest.getDynamicRules();
  const { hostname } = new URL(origin);
  return rules.some(
    ({ id, condition }) => id === OWN_RULE_ID && condition.requestDomains?.includes(hostname),
  );
}

async function isPackageRuleOn(): Promise<boolean> {
  return (await browser.declarativeNetRequest.getEnabledRulesets()).includes('headers');
}
