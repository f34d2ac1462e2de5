import type * as z from 'zod/mini';
import type { acceptedSchema } from '../../lib/protocol/reports.ts';
import { createReportsSchema, MAX_BODY_BYTES } from '../../lib/protocol/reports.ts';
import { errorAnswer, jsonAnswer } from '../http/error-answer.ts';
import type { ErrorCode } from '../http/error-codes.ts';
import { headerFault } from '../http/header-fault.ts';
import { parseJson } from '../http/parse-json.ts';
import type { Answer, Handler } from '../http/plain.ts';
import type { ReadBody } from '../http/read-body.ts';
import { RETRY_SECONDS } from '../intake/admission.ts';
import { bringsToken } from '../intake/brings-token.ts';
import type { Intake } from '../intake/intake.ts';
import { createPlainBatch } from '../intake/plain-batch.ts';
import type { Metrics } from '../metrics.ts';
import type { Redeemed, Redeemer } from '../tokens/redeemer.ts';

type Accepted = z.infer<typeof acceptedSchema>;

/** What costs a network of its allowance although nothing was taken. */
const CHARGED: ReadonlySet<Redeemed> = new Set(['too-many', 'token-invalid', 'token-spent']);

/**
 * `POST /v1/reports`: takes one batch, answers 202 when it is durable.
 * @param serviceIds the closed list of services
 */
export function reportsRoute(
  intake: Intake,
  tokens: Pick<Redeemer, 'redeem'>,
  metrics: Metrics,
  serviceIds: readonly string[],
): Handler {
  const schema = createReportsSchema(serviceIds);
  const isPlain = createPlainBatch(serviceIds);
  /** There are a few hundred of them at most: each is made once. */
  const accepted = new Map<number, Answer>();
  const accept = (next: number): Answer => {
    const known = accepted.get(next);
    if (known !== undefined) return known;
    const content: Accepted = { next };
    const answer = jsonAnswer(202, content);
    accepted.set(next, answer);
    return answer;
  };
  const refuse = (code: ErrorCode, path?: string, retryAfter?: number) => {
    metrics.refused(code);
    const headers = retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) };
    return errorAnswer(code, path, headers);
  };

  return async (request) => {
    const fault = headerFault(request);
    if (fault !== null) return refuse(fault);
    const bucket = intake.bucketOf(request);
    const wait = intake.wait(bucket);
    if (wait > 0) return refuse('too-many', undefined, wait);
    let body: ReadBody;
    try {
      body = await request.body(MAX_BODY_BYTES);
    } catch {
      return refuse('bad-request');
    }
    if (body === null) return refuse('too-large');
    if (intake.turnsAway(bringsToken(body))) {
      return refuse('busy', undefined, intake.retrySeconds());
    }
    const parsed = parseJson(body, schema, isPlain);
    if (!parsed.ok) return refuse(parsed.code, parsed.path);
    const word = await tokens.redeem(parsed.value.token, body);
    // To know that a token is bad costs a signature's check and mostly a commit, which must not be free.
    if (CHARGED.has(word)) intake.charge(bucket);
    if (word === 'too-many' || word === 'busy' || word === 'unavailable') {
      return refuse(word, undefined, RETRY_SECONDS);
    }
    if (word !== 'vouched' && word !== 'plain') {
      return refuse(word, 'token');
    }
    const taken = await intake.take(parsed.value, bucket, word === 'vouched');
    if (taken.kind !== 'accepted') return refuse(taken.kind, undefined, taken.retryAfter);
    metrics.accepted();
    return accept(taken.next);
  };
}
