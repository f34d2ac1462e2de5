import { ANONYMOUS, TIMEOUT_MS } from '../http/anonymous-request.ts';
import { boundedText } from '../http/bounded-text.ts';
import { MAX_RULES_BYTES } from '../protocol/rules.ts';

/** What the server said: a file, that it has none, or nothing that could be read. */
export type RulesAnswer =
  | { readonly type: 'file'; readonly text: string }
  | { readonly type: 'none' }
  | { readonly type: 'unreadable' };

/** Asks for the rule pack, the same for everybody; what is held is not named, as with the status. It never throws. */
export async function fetchRules(fetcher: typeof fetch, origin: string): Promise<RulesAnswer> {
  try {
    const response = await fetcher(`${origin}/v1/rules.json`, {
      ...ANONYMOUS,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    // Without a pack, or with one that has expired, a server has nothing to say.
    if ([404, 410].includes(response.status)) return { type: 'none' };
    if (response.status !== 200) return { type: 'unreadable' };
    return { type: 'file', text: await boundedText(response, MAX_RULES_BYTES) };
  } catch {
    return { type: 'unreadable' };
  }
}
