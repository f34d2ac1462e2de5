import type { Language } from '../language/create-language.ts';
import type { ServiceName } from '../services/names.ts';
import type { Back } from '../status/back.ts';
import { nativeBrowser as browser } from './native-browser.ts';

/**
 * Shows that a service is back. Without the permission it does nothing: the browser then has no such API. One
 * notification of a service replaces the one before it.
 */
export async function showBack(
  services: readonly Pick<ServiceName, 'id' | 'name'>[],
  service: string,
  where: Back,
  language: Language,
): Promise<void> {
  const name = services.find(({ id }) => id === service)?.name;
  if (name === undefined || !browser.notifications) return;
  await browser.notifications.create(service, {
    type: 'basic',
    iconUrl: browser.runtime.getURL('icon-128.png'),
    title: language.say('notify.title', { service: name }),
    message: language.say(`notify.${where}`),
  });
}
