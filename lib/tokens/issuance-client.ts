import * as z from 'zod/mini';
import { ANONYMOUS, TIMEOUT_MS } from '../http/anonymous-request.ts';
import { boundedText } from '../http/bounded-text.ts';
import {
  ISSUANCE_BYTES,
  type IssuanceAnswer,
  type IssuanceRequest,
  issuanceAnswerSchema,
  type Proof,
} from '../protocol/issuance.ts';
import { retryAfterMs } from '../report/backoff.ts';
import type { Pending } from './wallet.ts';

/** What became of a request: an answer, or none now, or none at all for these bytes. */
export type Issuance =
  | { readonly type: 'answer'; readonly answer: IssuanceAnswer }
  | { readonly type: 'retry'; readonly retryAfterMs: number | null }
  | { readonly type: 'refused' };

/** Answers after which no such request will be answered: the server issues none, or understands another form. */
const REFUSALS = [400, 403, 404, 405, 413, 415];

const MAX_ANSWER_BYTES = 4096;

/** @returns the body of `POST /v1/tokens`, always of the same size */
export function encodeIssuance({ kid, blanks }: Pending, proof: Proof | null): string {
  const blinded = blanks.map((blank) => blank.blinded);
  const body: IssuanceRequest = { v: 1, kid, blinded, proof, pad: '' };
  const bare = JSON.stringify(body).length;
  return JSON.stringify({ ...body, pad: '.'.repeat(ISSUANCE_BYTES - bare) });
}

/**
 * Asks for blind signatures. It never throws.
 * @param now milliseconds since the epoch, for a `Retry-After` date
 * @param stop aborted when the consent is withdrawn
 */
export async function postIssuance(
  fetcher: typeof fetch,
  origin: string,
  body: string,
  now: number,
  stop: AbortSignal,
): Promise<Issuance> {
  if (stop.aborted) return { type: 'retry', retryAfterMs: null };
  try {
    const response = await fetcher(`${origin}/v1/tokens`, {
      ...ANONYMOUS,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      signal: AbortSignal.any([stop, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    if (response.status === 200) {
      const text = await boundedText(response, MAX_ANSWER_BYTES);
      const answer = z.safeParse(issuanceAnswerSchema, JSON.parse(text));
      return answer.success ? { type: 'answer', answer: answer.data } : { type: 'refused' };
    }
    if (REFUSALS.includes(response.status)) return { type: 'refused' };
    const asked = retryAfterMs(response.headers.get('retry-after'), now);
    return { type: 'retry', retryAfterMs: asked };
  } catch {
    return { type: 'retry', retryAfterMs: null };
  }
}
