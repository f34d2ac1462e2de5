/** @returns the public address of the server for a request with this `Host`; null where it is not known */
export type OriginOf = (host: string | undefined) => string | null;

/** Names by which this machine is asked without a public address. */
const LOCAL = /^(?:localhost|127\.0\.0\.1|\[::1\]):(\d{1,5})$/;

/**
 * Pages name their own address in full: links to themselves, previews, the map of the site. It is never
 * taken from a request, for anyone can write anything into `Host`; only who asks on this machine, at the
 * port it listens on, is answered with what was asked.
 * @param configured the setting `OUTCRY_ORIGIN`
 * @param port listened on
 */
export function createOriginOf(configured: string | null, port: () => number | null): OriginOf {
  if (configured !== null) return () => configured;
  return (host) => {
    const asked = LOCAL.exec(host ?? '')?.[1];
    return asked !== undefined && Number(asked) === port() ? `http://${host}` : null;
  };
}
