import type { Browser } from 'puppeteer-core';

/** The part used of what chrome://extensions is made from. */
interface DeveloperPrivate {
  getExtensionInfo(id: string): Promise<{
    permissions: {
      runtimeHostPermissions?: {
        hostAccess: string;
        hosts: readonly { readonly host: string; readonly granted: boolean }[];
      };
    };
  }>;
  updateExtensionConfiguration(update: { extensionId: string; hostAccess: string }): Promise<void>;
  addHostPermission(id: string, pattern: string): Promise<void>;
  removeHostPermission(id: string, pattern: string): Promise<void>;
}

declare const chrome: { readonly developerPrivate: DeveloperPrivate };

/** Allows a host on chrome://extensions. */
export function addHost(browser: Browser, id: string, origin: string): Promise<void> {
  return inSettings(
    browser,
    (...given) => chrome.developerPrivate.addHostPermission(...given),
    id,
    origin,
  );
}

/** Takes a host away on chrome://extensions, where single ones can be taken only when each is allowed by itself. */
export function removeHost(browser: Browser, id: string, origin: string): Promise<void> {
  return inSettings(browser, remove, id, origin);
}

async function remove(id: string, pattern: string): Promise<void> {
  const settings = chrome.developerPrivate;
  const { permissions } = await settings.getExtensionInfo(id);
  const { hostAccess, hosts = [] } = permissions.runtimeHostPermissions ?? {};
  if (hostAccess !== 'ON_SPECIFIC_SITES') {
    await settings.updateExtensionConfiguration({
      extensionId: id,
      hostAccess: 'ON_SPECIFIC_SITES',
    });
    const others = hosts.filter((each) => each.granted && each.host !== pattern);
    for (const each of others) await settings.addHostPermission(id, each.host);
  } else if (hosts.some((each) => each.granted && each.host === pattern)) {
    await settings.removeHostPermission(id, pattern);
  }
}

async function inSettings(
  browser: Browser,
  task: (id: string, pattern: string) => Promise<void>,
  id: string,
  origin: string,
): Promise<void> {
  const page = await browser.newPage();
  await page.goto('chrome://extensions');
  await page.evaluate(task, id, `${origin}/*`);
  await page.close();
}
