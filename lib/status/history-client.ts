import * as z from 'zod/mini';
import { ANONYMOUS, TIMEOUT_MS } from '../http/anonymous-request.ts';
import { boundedText } from '../http/bounded-text.ts';
import { type History, historySchema } from '../protocol/history.ts';
import type { Strips } from './strips.ts';
import { stripsOf } from './strips-of.ts';

/** A client refuses a longer history. Bytes, uncompressed: 64 services with each period full are half of it. */
const MAX_HISTORY_BYTES = 2_097_152;

/** How often the history is asked for: it grows by one quarter-hour at a time. Milliseconds. */
export const HISTORY_EVERY_MS = 15 * 60_000;

/**
 * Asks for the history, the same for everybody; what is held is not named, as with the status. It never throws.
 * @returns the strips of the present one, null when it cannot be read
 */
export async function fetchStrips(fetcher: typeof fetch, origin: string): Promise<Strips | null> {
  try {
    const response = await fetcher(`${origin}/v1/history.json`, {
      ...ANONYMOUS,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (response.status !== 200) return null;
    const text = await boundedText(response, MAX_HISTORY_BYTES);
    const history = parseHistory(text);
    return history && stripsOf(history);
  } catch {
    return null;
  }
}

function parseHistory(text: string): History | null {
  const parsed = z.safeParse(historySchema, JSON.parse(text));
  return parsed.success ? parsed.data : null;
}
