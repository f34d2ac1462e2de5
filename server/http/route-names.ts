/** Every route by the name that logs and metrics use; `other` is what no route matches. */
export const ROUTE_NAMES = [
  'reports',
  'tokens',
  'status',
  'history',
  'rules',
  'openapi',
  'tables',
  'home',
  'how',
  'data',
  'service-page',
  'incident-page',
  'feed',
  'badge',
  'preview',
  'sitemap',
  'robots',
  'icon',
  'health',
  'ready',
  'metrics',
  'other',
] as const;

export type RouteName = (typeof ROUTE_NAMES)[number];
