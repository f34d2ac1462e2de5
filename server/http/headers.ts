/** What every answer carries: no sniffing, no framing, no referrer, nothing loaded. */
export const COMMON_HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'X-Frame-Options': 'DENY',
} as const;

/** Answers that are no pages load nothing at all. */
export const NO_CONTENT_POLICY = "default-src 'none'; frame-ancestors 'none'";

/** Answers only to whoever asked, never kept. */
export const PRIVATE_HEADERS = {
  ...COMMON_HEADERS,
  'Content-Security-Policy': NO_CONTENT_POLICY,
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
} as const;

/** Answers that any web page may read. */
export const PUBLIC_HEADERS = {
  ...COMMON_HEADERS,
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'ETag',
} as const;
