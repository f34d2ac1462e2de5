/** The server that a build reports to unless `OUTCRY_SERVER` names another. */
export const DEFAULT_ORIGIN = 'http://127.0.0.1:8787';

/**
 * @param value `OUTCRY_SERVER` at build time
 * @returns its origin, without path
 * @throws Error with a line to show when it is no origin; plain http is for this machine only
 */
export function reportOrigin(value: string | undefined): string {
  if (!value) return DEFAULT_ORIGIN;
  const url = URL.canParse(value) ? new URL(value) : null;
  const local = url?.hostname === '127.0.0.1' || url?.hostname === 'localhost';
  if (!url || !(url.protocol === 'https:' || (url.protocol === 'http:' && local))) {
    throw new Error(`OUTCRY_SERVER must be an https origin, or http on this machine: "${value}"`);
  }
  return url.origin;
}
