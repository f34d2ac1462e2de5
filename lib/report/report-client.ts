import * as z from 'zod/mini';
import { ANONYMOUS, TIMEOUT_MS } from '../http/anonymous-request.ts';
import { boundedText } from '../http/bounded-text.ts';
import { errorSchema } from '../protocol/error.ts';
import { acceptedSchema } from '../protocol/reports.ts';
import { retryAfterMs } from './backoff.ts';
import { hasToken } from './body.ts';
import { MIN_NEXT_SECONDS } from './pace.ts';

/**
 * What became of a batch: counted for good, refused for good, or to be repeated. `entry` is the place in `seen` that
 * the server refused it for: it may be older than this extension and not know a service. `unvouched` is a batch that was
 * not counted: with a token, or with another one, it may be, and only so where one `isNeeded`; whether the same bytes may be
 * sent again says `mayRepeat`. `left` is false when it surely, or most likely, never reached a
 * server.
 */
export type Outcome =
  | { readonly type: 'accepted'; readonly nextSeconds: number }
  | { readonly type: 'refused'; readonly status: number; readonly entry: number | null }
  | {
      readonly type: 'unvouched';
      readonly isNeeded: boolean;
      readonly mayRepeat: boolean;
      readonly retryAfterMs: number | null;
    }
  | { readonly type: 'retry'; readonly retryAfterMs: number | null; readonly left: boolean };

/** Answers after which the same bytes can never be accepted. */
const REFUSALS = [400, 413, 415, 422];

const MAX_ANSWER_BYTES = 4096;

/**
 * Sends one batch. It never throws: whatever is no clear answer means to try again, and the server counts
 * equal bytes once.
 * @param body as frozen in the outbox
 * @param now milliseconds since the epoch, for a `Retry-After` date
 * @param stop aborted when the consent is withdrawn
 */
export async function postBatch(
  fetcher: typeof fetch,
  origin: string,
  body: string,
  now: number,
  stop: AbortSignal,
): Promise<Outcome> {
  if (stop.aborted) return { type: 'retry', retryAfterMs: null, left: false };
  try {
    const response = await fetcher(`${origin}/v1/reports`, {
      ...ANONYMOUS,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      signal: AbortSignal.any([stop, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    if (response.status === 202) return { type: 'accepted', nextSeconds: await nextOf(response) };
    if (REFUSALS.includes(response.status)) {
      return { type: 'refused', status: response.status, entry: await refusedEntryOf(response) };
    }
    const asked = retryAfterMs(response.headers.get('retry-after'), now);
    const want = await wantOf(response, body);
    if (want !== null) return { type: 'unvouched', ...want, retryAfterMs: asked };
    return { type: 'retry', retryAfterMs: asked, left: true };
  } catch (error) {
    // A connection that fails is a TypeError (https://fetch.spec.whatwg.org/#fetch-method); one that is cut by us is none.
    return { type: 'retry', retryAfterMs: null, left: !(error instanceof TypeError) };
  }
}

// The status alone acknowledges: an unreadable answer must not make a counted batch be sent again.
async function nextOf(response: Response): Promise<number> {
  return (await answerOf(response, acceptedSchema))?.next ?? MIN_NEXT_SECONDS;
}

async function refusedEntryOf(response: Response): Promise<number | null> {
  const { error } = (await answerOf(response, errorSchema)) ?? {};
  const [, entry] = /^seen\.(\d{1,2})(?:\.|$)/.exec(error?.path ?? '') ?? [];
  return entry === undefined ? null : Number(entry);
}

/**
 * A full server turns those away last that bring a token; another one takes nobody without.
 * @returns null when it was not for want of a token that the batch was turned away
 */
async function wantOf(
  response: Response,
  body: string,
): Promise<{ isNeeded: boolean; mayRepeat: boolean } | null> {
  if (![403, 503].includes(response.status)) return null;
  const { error: { code } = { code: '' } } = (await answerOf(response, errorSchema)) ?? {};
  // A token is spent with these very bytes: only they can go again.
  if (code === 'busy') return hasToken(body) ? null : { isNeeded: false, mayRepeat: true };
  const isNeeded = code === 'token-needed';
  return code.startsWith('token-') ? { isNeeded, mayRepeat: false } : null;
}

async function answerOf<T extends z.ZodMiniType>(
  response: Response,
  schema: T,
): Promise<z.output<T> | null> {
  try {
    const answer: unknown = JSON.parse(await boundedText(response, MAX_ANSWER_BYTES));
    const parsed = z.safeParse(schema, answer);
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
