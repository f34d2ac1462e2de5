import { ANONYMOUS, TIMEOUT_MS } from '../http/anonymous-request.ts';
import { boundedText } from '../http/bounded-text.ts';
import { MAX_RULES_BYTES } from '../protocol/rules.ts';
import { entityTagOf } from '../status/status-client.ts';

/** What the server said: a file, that there is nothing newer than the one held, or nothing that could be read. */
export type RulesAnswer =
  | { readonly type: 'file'; readonly text: string }
  | { readonly type: 'nothing-new' }
  | { readonly type: 'unreadable' };

/**
 * Asks for the rule pack, the same for everybody. It never throws.
 * @param held the text of the file held, null for none
 */
export async function fetchRules(
  fetcher: typeof fetch,
  origin: string,
  held: string | null,
): Promise<RulesAnswer> {
  try {
    const response = await fetcher(`${origin}/v1/rules.json`, {
      ...ANONYMOUS,
      headers: held === null ? {} : { 'if-none-match': await entityTagOf(held) },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    // A server without a pack, or with one that has expired, has nothing to say.
    if ([304, 404, 410].includes(response.status)) return { type: 'nothing-new' };
    if (response.status !== 200) return { type: 'unreadable' };
    return { type: 'file', text: await boundedText(response, MAX_RULES_BYTES) };
  } catch {
    return { type: 'unreadable' };
  }
}
