import type * as z from 'zod/mini';
import type { acceptedSchema } from '../../lib/protocol/reports.ts';
import { createReportsSchema, MAX_BODY_BYTES } from '../../lib/protocol/reports.ts';
import { errorAnswer, jsonAnswer } from '../http/error-answer.ts';
import type { ErrorCode } from '../http/error-codes.ts';
import { isCrossSite } from '../http/is-cross-site.ts';
import { parseJson } from '../http/parse-json.ts';
import type { Handler, PlainRequest } from '../http/plain.ts';
import type { ReadBody } from '../http/read-body.ts';
import type { Intake } from '../intake/intake.ts';
import type { Metrics } from '../metrics.ts';

/** JSON with any parameters (RFC 9110, 8.3.1), of which a charset must be UTF-8. */
const JSON_TYPE =
  /^application\/json\s*(?:;\s*(?:(?:charset=(?:utf-8|"utf-8")|(?!charset=)[\w.+-]+=(?:[\w.+-]+|"[^"]*"))\s*)?)*$/i;

type Accepted = z.infer<typeof acceptedSchema>;

/** What is wrong with a request before its body is read. */
function headerFault({ header }: PlainRequest): ErrorCode | null {
  if (isCrossSite(header('sec-fetch-site'))) return 'cross-site';
  if (!JSON_TYPE.test(header('content-type') ?? '')) return 'unsupported-type';
  return header('content-encoding') === undefined ? null : 'unsupported-type';
}

/**
 * `POST /v1/reports`: takes one batch, answers 202 when it is durable.
 * @param serviceIds the closed list of services
 */
export function reportsRoute(
  intake: Intake,
  metrics: Metrics,
  serviceIds: readonly string[],
): Handler {
  const schema = createReportsSchema(serviceIds);
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
    const parsed = parseJson(body, schema);
    if (!parsed.ok) return refuse(parsed.code, parsed.path);
    const taken = await intake.take(parsed.value, bucket);
    if (taken.kind !== 'accepted') return refuse(taken.kind, undefined, taken.retryAfter);
    metrics.accepted();
    const accepted: Accepted = { next: taken.next };
    return jsonAnswer(202, accepted);
  };
}
