import { PAGE_POLICY } from './style.ts';

/** A shared cache may show what it has while it asks, and while the server is away. Seconds. */
function kept(seconds: number): string {
  return `public, max-age=${seconds}, s-maxage=${seconds}, stale-while-revalidate=${seconds * 4}, stale-if-error=600`;
}

const HTML = { type: 'text/html; charset=utf-8', contentPolicy: PAGE_POLICY } as const;

/** Pages that follow the count. */
export const PAGE = { ...HTML, cacheControl: kept(15) } as const;

/** Pages that hardly ever change. */
export const SETTLED = { ...HTML, cacheControl: kept(300) } as const;

export const BADGE = { type: 'image/svg+xml; charset=utf-8', cacheControl: kept(60) } as const;
export const PICTURE = { type: 'image/png', cacheControl: kept(60) } as const;
export const FEED = {
  type: 'application/atom+xml; charset=utf-8',
  cacheControl: kept(300),
} as const;
export const CSV = { type: 'text/csv; charset=utf-8', cacheControl: kept(60) } as const;
export const SITEMAP = {
  type: 'application/xml; charset=utf-8',
  cacheControl: kept(3_600),
} as const;
export const ROBOTS = { type: 'text/plain; charset=utf-8', cacheControl: kept(3_600) } as const;
export const ICON_FILE = {
  type: 'image/svg+xml; charset=utf-8',
  cacheControl: kept(86_400),
} as const;
