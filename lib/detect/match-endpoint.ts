/** What can be found by an address. */
export interface Addressed {
  readonly path: string;
  readonly methods?: readonly string[] | undefined;
}

/**
 * @param pattern `/path` on any host or `host/path`; `{name}` one segment, `{a|b}` one of these, a final `**` any rest
 * @param host the request's host
 * @param path the request's path, without query
 */
export function matchesPattern(pattern: string, host: string, path: string): boolean {
  const slash = pattern.indexOf('/');
  if (slash > 0 && pattern.slice(0, slash) !== host) return false;
  const wanted = pattern.slice(slash + 1).split('/');
  const given = path.replace(/^\/|\/$/g, '').split('/');
  for (const [index, segment] of wanted.entries()) {
    if (segment === '**') return true;
    const actual = given[index];
    if (actual === undefined) return false;
    const choice = segment.startsWith('{') ? segment.slice(1, -1) : null;
    if (choice === null ? segment !== actual : !isChosen(choice, actual)) return false;
  }
  return given.length === wanted.length;
}

function isChosen(choice: string, actual: string): boolean {
  return choice.includes('|') ? choice.split('|').includes(actual) : actual !== '';
}

/** Calls of one request that are looked at. */
const MAX_CALLS = 20;

/** tRPC sends several calls as one request and names them in the last segment: `/api/trpc/chat.list,user.session`. */
function callsIn(path: string): readonly string[] {
  const start = path.lastIndexOf('/') + 1;
  const names = path.slice(start).split(/,|%2C/i);
  return names.slice(0, MAX_CALLS).map((name) => path.slice(0, start) + name);
}

/**
 * @param list endpoints, the more specific first
 * @param method unknown for what a page observes: then any fits
 * @returns the first that fits any of the request's calls
 */
export function findEndpoint<T extends Addressed>(
  list: readonly T[],
  host: string,
  path: string,
  method?: string,
): T | null {
  const calls = callsIn(path);
  return (
    list.find(
      (entry) =>
        (!entry.methods || !method || entry.methods.includes(method.toUpperCase())) &&
        calls.some((call) => matchesPattern(entry.path, host, call)),
    ) ?? null
  );
}
