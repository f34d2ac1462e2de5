/**
 * Whether the browser says that another site's page makes this request. The extension's own requests
 * arrive as `none` (Chromium) or `same-origin` (Firefox); programs send nothing.
 * @param secFetchSite the header `Sec-Fetch-Site`
 */
export function isCrossSite(secFetchSite: string | undefined): boolean {
  if (secFetchSite === undefined) return false;
  // Sent twice, the values arrive joined.
  return secFetchSite.split(',').some((site) => /^\s*(?:cross|same)-site\s*$/i.test(site));
}
