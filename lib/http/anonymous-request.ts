/** A server that has not answered after this is given up for now. Milliseconds. */
export const TIMEOUT_MS = 15_000;

/** What every request to the server has in common: nothing of this browser goes along. */
export const ANONYMOUS: RequestInit = {
  credentials: 'omit',
  referrerPolicy: 'no-referrer',
  cache: 'no-store',
  redirect: 'error',
};
