/** The server that a build reports to unless `OUTCRY_SERVER` names another. */
export const DEFAULT_ORIGIN = 'http://127.0.0.1:8787';

/**
 * @param value `OUTCRY_SERVER` at build time
 * @returns its origin, without path
 * @throws Error with a line to show when it is no origin; plain http is for this machine only
 */
export function reportOrigin(value: string | undefined): string {
  if (!value) return DEFAULT_ORIGIN;
  const origin = originOf(value);
  if (origin !== null) return origin;
  throw new Error(`OUTCRY_SERVER must be an https origin, or http on this machine: "${value}"`);
}

/** @returns the origin of a server's address, null when it is none that reports may go to */
export function originOf(address: string): string | null {
  const url = URL.canParse(address) ? new URL(address) : null;
  const isLocal = url?.hostname === '127.0.0.1' || url?.hostname === 'localhost';
  const isFit = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLocal);
  return url && isFit ? url.origin : null;
}

/** @returns whether a value is an origin that reports may go to */
export function isOrigin(value: unknown): value is string {
  return typeof value === 'string' && originOf(value) === value;
}
