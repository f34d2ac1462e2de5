import { html, raw } from 'hono/html';
import type { Service } from '../../lib/services/schema.ts';
import type { IncidentRow } from '../store/incident-row.ts';
import { incidentPath } from './incident-list.ts';
import { LANGUAGES } from './language/languages.ts';
import type { Html } from './layout.ts';

/** Older ones are found by links. A map may have 50,000 addresses, in all languages. */
const MOST_INCIDENTS = 500;

/**
 * `GET /sitemap.xml`: every page in every language.
 * @param origin the public address of the server
 * @param incidents newest first
 */
export function sitemap(
  origin: string,
  services: readonly Service[],
  incidents: readonly IncidentRow[],
): Html {
  const paths = [
    '/',
    '/how',
    '/data',
    ...services.map(({ id }) => `/s/${id}`),
    ...incidents.slice(0, MOST_INCIDENTS).map(incidentPath),
  ];
  const addresses = paths.flatMap((path) =>
    LANGUAGES.map((language) => `${origin}${language.path(path)}`),
  );
  return html`${raw('<?xml version="1.0" encoding="utf-8"?>')}
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${addresses.map((address) => html`<url><loc>${address}</loc></url>\n`)}</urlset>
`;
}

/** `GET /robots.txt`: everything may be read; where the pages are listed, as far as that is known. */
export function robots(origin: string | null): string {
  const where = origin === null ? '' : `Sitemap: ${origin}/sitemap.xml\n`;
  return `User-agent: *\nAllow: /\n${where}`;
}
