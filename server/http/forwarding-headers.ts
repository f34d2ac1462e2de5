/** Headers in which proxies name the client, or in which a client pretends to be one. */
const CLIENT_HEADERS = [
  'forwarded',
  'x-forwarded-for',
  'x-real-ip',
  'x-client-ip',
  'true-client-ip',
  'cf-connecting-ip',
] as const;

/** Headers that proxies add. With any of them a request did not begin on this machine. */
const PROXY_HEADERS = [
  ...CLIENT_HEADERS,
  'via',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-forwarded-port',
  'x-forwarded-server',
] as const;

/** @param name in lower case */
type Header = (name: string) => string | undefined;

/** Whether a header claims whose request this is. */
export function namesClient(header: Header): boolean {
  return CLIENT_HEADERS.some((name) => header(name) !== undefined);
}

/** Whether a proxy has left its mark. */
export function isForwarded(header: Header): boolean {
  return PROXY_HEADERS.some((name) => header(name) !== undefined);
}
