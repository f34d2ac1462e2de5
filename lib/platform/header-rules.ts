import type { DeclarativeNetRequest } from 'webextension-polyfill';

/**
 * The declarativeNetRequest rules that make every install look alike to the server:
 * Firefox would otherwise put its per-install id into `Origin` of each POST.
 * @param origin the server the extension talks to
 */
export function headerRules(origin: string): DeclarativeNetRequest.Rule[] {
  return [
    {
      id: 1,
      priority: 1,
      action: {
        type: 'modifyHeaders',
        requestHeaders: [
          { header: 'origin', operation: 'remove' },
          { header: 'accept-language', operation: 'remove' },
          { header: 'user-agent', operation: 'set', value: 'outcry/1' },
        ],
      },
      condition: {
        requestDomains: [new URL(origin).hostname],
        resourceTypes: ['xmlhttprequest'],
      },
    },
  ];
}
