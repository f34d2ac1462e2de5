import type { ParameterName } from './components.ts';
import { file, moved } from './operations.ts';
import { MISSING } from './responses.ts';

/** What people and search engines ask for, whatever the language. */
const ONCE = {
  '/sitemap.xml': file(
    'Every page, where the server knows its public address',
    'application/xml',
    [],
    MISSING,
  ),
  '/robots.txt': file('Everything may be read', 'text/plain'),
  '/icon.svg': file('The icon', 'image/svg+xml'),
  '/favicon.ico': moved('The icon, where old browsers look for it', []),
};

/** Pages, feed and pictures: `language` stands before each of them. */
function inLanguage(prefix: string, before: readonly ParameterName[]) {
  const service = [...before, 'service'] as const;
  const incident = [...service, 'incident'] as const;
  return {
    [`${prefix}/`]: file('Every service, trouble first', 'text/html', before),
    [`${prefix}/how`]: file('What is counted, and how sure it is', 'text/html', before),
    [`${prefix}/data`]: file('Files, feed, badges and examples', 'text/html', before),
    [`${prefix}/s/{service}`]: file('One service', 'text/html', service),
    [`${prefix}/s/{service}/incident/{incident}`]: file(
      'One incident of the last 90 days, ours beside the vendor’s',
      'text/html',
      incident,
    ),
    [`${prefix}/feed.atom`]: file('An entry for each incident', 'application/atom+xml', before),
    [`${prefix}/badge/{service}.svg`]: file('Name and state in words', 'image/svg+xml', service),
    [`${prefix}/preview.png`]: file('The picture of the first page', 'image/png', before),
    [`${prefix}/preview/{service}.png`]: file('The picture of a service', 'image/png', service),
    [`${prefix}/preview/{service}/incident/{incident}.png`]: file(
      'The picture of an incident',
      'image/png',
      incident,
    ),
  };
}

/** What people's browsers ask for: in English, and in the other languages. */
export const PAGE_PATHS = {
  ...inLanguage('', []),
  ...ONCE,
  '/{language}': moved('The first page in a language', ['language']),
  ...inLanguage('/{language}', ['language']),
};
