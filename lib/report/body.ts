import { BODY_BYTES, type Reports, type Said, type Seen } from '../protocol/reports.ts';

/** The most entries that the wire allows in one body, see `createReportsSchema`. */
export const MAX_SEEN = 64;

const PAD = '.';

/**
 * A body of `POST /v1/reports`, with a token where there is one, padded to one of the two sizes there are. All of it is ASCII, so
 * characters are bytes.
 * @returns null when the entries need more than the larger size
 */
export function encodeBody(
  tag: string,
  seen: readonly Seen[],
  said: readonly Said[],
  token: string | null = null,
): string | null {
  const version = token === null ? { v: 1 as const, tag } : { v: 2 as const, tag, token };
  const body: Reports = { ...version, seen: [...seen], said: [...said], pad: '' };
  const bare = JSON.stringify(body).length;
  const size = BODY_BYTES.find((bytes) => bytes >= bare);
  if (size === undefined) return null;
  return JSON.stringify({ ...body, pad: PAD.repeat(size - bare) });
}

/** @returns as many of the entries, from the first on, as fit into one body together */
export function fitting(tag: string, seen: readonly Seen[], token: string | null = null): Seen[] {
  let count = Math.min(seen.length, MAX_SEEN);
  while (count > 0 && encodeBody(tag, seen.slice(0, count), [], token) === null) count -= 1;
  return seen.slice(0, count);
}

/** Whether a body brings a token. */
export function hasToken(body: string): boolean {
  return body.startsWith('{"v":2,');
}
