// The closed lists alone, for pages that must not carry zod: it is half as large as a whole popup.

/** What broke. */
export const FEATURES = [
  'page',
  'login',
  'conversation',
  'history',
  'projects',
  'files',
  'api',
  'other',
] as const;

/** How it broke. `overloaded` is a 429, 529 or capacity page said by the service, not a personal limit. */
export const KINDS = [
  'http-5xx',
  'overloaded',
  'network',
  'stall',
  'banner',
  'error-page',
] as const;

/** Whose fault it is. Only `service` counts toward an outage. */
export const CAUSES = ['service', 'you', 'unclear'] as const;

/** Why it is `you`. */
export const REASONS = [
  'offline',
  'blocked',
  'signed-out',
  'limit',
  'aborted',
  'policy',
  'challenge',
  'captive',
] as const;

/** What one service-minute of one browser came to. */
export const OUTCOMES = ['ok', 'failed'] as const;

/** A service's public state. No data, stale data and too few voices are `unknown`, never green. */
export const STATES = ['operational', 'degraded', 'outage', 'recovering', 'unknown'] as const;

/** Quarter-hours in the public history: 24 hours, the current one last. */
export const HISTORY_QUARTERS = 96;

/** Which of the two tests stands behind a state: the fast one or the robust one. */
export const LEVELS = ['suspected', 'confirmed'] as const;
