import * as z from 'zod/mini';
import { ANONYMOUS, TIMEOUT_MS } from '../http/anonymous-request.ts';
import { boundedText } from '../http/bounded-text.ts';
import { type History, historySchema } from '../protocol/history.ts';
import { entityTagOf } from './status-client.ts';
import type { Strips } from './strips.ts';
import { stripsOf } from './strips-of.ts';

/** A client refuses a longer history. Bytes, uncompressed: 64 services with each period full are half of it. */
const MAX_HISTORY_BYTES = 2_097_152;

/** How often the history is asked for: it grows by one quarter-hour at a time. Milliseconds. */
export const HISTORY_EVERY_MS = 15 * 60_000;

/**
 * Asks for the history, the same for everybody. It never throws.
 * @param held what was made from the last one, null for none
 * @returns the strips of the present one; null when there is no newer one, or none that can be read
 */
export async function fetchStrips(
  fetcher: typeof fetch,
  origin: string,
  held: Strips | null,
): Promise<Strips | null> {
  try {
    const response = await fetcher(`${origin}/v1/history.json`, {
      ...ANONYMOUS,
      headers: held === null ? {} : { 'if-none-match': held.tag },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (response.status !== 200) return null;
    const text = await boundedText(response, MAX_HISTORY_BYTES);
    const history = parseHistory(text);
    return history && stripsOf(history, await entityTagOf(text));
  } catch {
    return null;
  }
}

function parseHistory(text: string): History | null {
  const parsed = z.safeParse(historySchema, JSON.parse(text));
  return parsed.success ? parsed.data : null;
}
