import { NO_CONTENT_POLICY, PUBLIC_HEADERS } from '../http/headers.ts';
import type { Handler } from '../http/plain.ts';
import type { RouteName } from '../http/route-names.ts';
import { NAMED_LANGUAGES } from '../pages/language/languages.ts';
import type { OriginOf } from '../pages/origin.ts';
import type { PublicPages } from '../pages/public-pages.ts';
import { missingRoute, pageRoute } from './pages.ts';

/** A path as Hono writes it, the route's name, and what answers. */
export type PublicRoute = readonly [path: string, name: RouteName, handler: Handler];

/** Pages and files in a language: without one in the address they are in English. */
const IN_EACH_LANGUAGE = [
  ['/', 'home', 'home'],
  ['/how', 'how', 'how'],
  ['/data', 'data', 'data'],
  ['/s/:id', 'service-page', 'service'],
  ['/s/:id/incident/:incident', 'incident-page', 'incident'],
  ['/feed.atom', 'feed', 'feed'],
  ['/badge/:id{.+\\.svg}', 'badge', 'badge'],
  ['/preview.png', 'preview', 'homePreview'],
  ['/preview/:id{[^/]+\\.png}', 'preview', 'servicePreview'],
  ['/preview/:id/incident/:incident{[^/]+\\.png}', 'preview', 'incidentPreview'],
] as const satisfies readonly (readonly [string, RouteName, keyof PublicPages])[];

const ONCE = [
  ['/v1/history.csv', 'tables', 'history'],
  ['/v1/incidents.csv', 'tables', 'incidents'],
  ['/sitemap.xml', 'sitemap', 'sitemap'],
  ['/robots.txt', 'robots', 'robots'],
  ['/icon.svg', 'icon', 'icon'],
] as const satisfies readonly (readonly [string, RouteName, keyof PublicPages])[];

/** @returns what addresses in one of these languages begin with, as Hono writes it */
export function languagePart(tags: readonly string[]): string {
  return `/:language{(?:${tags.map((tag) => tag.toLowerCase()).join('|')})}`;
}

const MOVED_HEADERS = {
  ...PUBLIC_HEADERS,
  'Content-Security-Policy': NO_CONTENT_POLICY,
  'Cache-Control': 'public, max-age=86400',
} as const;

/** Sends on to where a thing stands. */
function movedTo(locationFor: (language: string) => string): Handler {
  return (request) => ({
    status: 308,
    headers: { ...MOVED_HEADERS, Location: locationFor(request.param('language') ?? '') },
    body: null,
  });
}

/** @returns every route of the public page, the files and pictures around it */
export function publicRoutes(pages: PublicPages, originOf: OriginOf): readonly PublicRoute[] {
  const route = (
    path: string,
    name: RouteName,
    page: Exclude<keyof PublicPages, 'missing'>,
  ): PublicRoute => [path, name, pageRoute(pages[page], pages.missing, originOf)];
  const plain = [...IN_EACH_LANGUAGE, ...ONCE].map(([path, name, page]) => route(path, name, page));
  const icon: PublicRoute = ['/favicon.ico', 'icon', movedTo(() => '/icon.svg')];
  if (NAMED_LANGUAGES.length === 0) return [...plain, icon];
  const part = languagePart(NAMED_LANGUAGES.map(({ tag }) => tag));
  const named = IN_EACH_LANGUAGE.map(([path, name, page]) => route(`${part}${path}`, name, page));
  const home: PublicRoute = [part, 'home', movedTo((language) => `/${language}/`)];
  const others: PublicRoute = [`${part}/*`, 'other', missingRoute(pages.missing, originOf)];
  return [...plain, icon, home, ...named, others];
}
