import * as z from 'zod/mini';
import { ANONYMOUS, TIMEOUT_MS } from '../http/anonymous-request.ts';
import { boundedText } from '../http/bounded-text.ts';
import { hexDigest } from '../http/hex-digest.ts';
import { MAX_STATUS_BYTES, type Status, statusSchema } from '../protocol/status.ts';

/** What the server said: a file, that the one held is still right, or nothing that could be read. */
export type StatusAnswer =
  | { readonly type: 'file'; readonly text: string }
  | { readonly type: 'unchanged' }
  | {
      readonly type: 'unreadable';
      readonly why: string;
      /** Whether the server answered at all: then the network carries. */
      readonly reached: boolean;
    };

/** @returns the status file in the text, null when it is none */
export function parseStatus(text: string): Status | null {
  try {
    const parsed = z.safeParse(statusSchema, JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** @returns the entity tag of a file, as the server makes it: computed here, so that a server cannot plant a cookie in it */
export async function entityTagOf(text: string): Promise<string> {
  return `"${await hexDigest(new TextEncoder().encode(text))}"`;
}

/**
 * Asks for the status file, the same for everybody. It never throws.
 * @param held the text of the file held, null for none
 */
export async function fetchStatus(
  fetcher: typeof fetch,
  origin: string,
  held: string | null,
): Promise<StatusAnswer> {
  let reached = false;
  try {
    const response = await fetcher(`${origin}/v1/status.json`, {
      ...ANONYMOUS,
      headers: held === null ? {} : { 'if-none-match': await entityTagOf(held) },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    reached = true;
    if (response.status === 304 && held !== null) return { type: 'unchanged' };
    if (response.status !== 200)
      return { type: 'unreadable', why: `status ${response.status}`, reached };
    const text = await boundedText(response, MAX_STATUS_BYTES);
    return parseStatus(text)
      ? { type: 'file', text }
      : { type: 'unreadable', why: 'no status file', reached };
  } catch (error) {
    return { type: 'unreadable', why: String(error), reached };
  }
}
