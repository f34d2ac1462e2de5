import * as z from 'zod/mini';
import { ANONYMOUS, TIMEOUT_MS } from '../http/anonymous-request.ts';
import { boundedText } from '../http/bounded-text.ts';
import { MAX_STATUS_BYTES, type Status, statusSchema } from '../protocol/status.ts';

/** What the server said: a file, or nothing that could be read. */
export type StatusAnswer =
  | { readonly type: 'file'; readonly text: string }
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

/**
 * Asks for the status file, the same for everybody. What is held is not named, not even by a hash of our own: a server
 * that gave each reader other bytes would know them again by it. It never throws.
 */
export async function fetchStatus(fetcher: typeof fetch, origin: string): Promise<StatusAnswer> {
  let reached = false;
  try {
    const response = await fetcher(`${origin}/v1/status.json`, {
      ...ANONYMOUS,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    reached = true;
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
