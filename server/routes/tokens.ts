import { ISSUANCE_BYTES, issuanceRequestSchema } from '../../lib/protocol/issuance.ts';
import { errorAnswer, jsonAnswer } from '../http/error-answer.ts';
import { headerFault } from '../http/header-fault.ts';
import { parseJson } from '../http/parse-json.ts';
import type { Handler } from '../http/plain.ts';
import type { ReadBody } from '../http/read-body.ts';
import type { Intake } from '../intake/intake.ts';
import type { Issuer } from '../tokens/issuer.ts';
import type { TokenEvent } from '../tokens/token-events.ts';

/**
 * `POST /v1/tokens`: signs blinded messages, or asks for a puzzle to be solved first.
 * @param issuer null when no tokens are issued: there is nothing here then
 */
export function tokensRoute(
  issuer: Issuer | null,
  intake: Pick<Intake, 'bucketOf'>,
  note: (event: TokenEvent) => void,
): Handler {
  if (issuer === null) return () => errorAnswer('not-found');
  const later = (code: 'too-many' | 'busy', seconds: number) =>
    errorAnswer(code, undefined, { 'Retry-After': String(seconds) });

  return async (request) => {
    const fault = headerFault(request);
    if (fault !== null) return errorAnswer(fault);
    const { bucket } = intake.bucketOf(request);
    const wait = issuer.wait(bucket);
    if (wait > 0) return later('too-many', wait);
    let body: ReadBody;
    try {
      body = await request.body(ISSUANCE_BYTES);
    } catch {
      return errorAnswer('bad-request');
    }
    if (body === null) return errorAnswer('too-large');
    if (body.byteLength < ISSUANCE_BYTES) return errorAnswer('invalid-body', 'pad');
    const parsed = parseJson(body, issuanceRequestSchema);
    if (!parsed.ok) return errorAnswer(parsed.code, parsed.path);
    const issued = await issuer.issue(parsed.value, bucket);
    switch (issued.kind) {
      case 'answered':
        note('signed' in issued.answer ? 'issued' : 'puzzled');
        return jsonAnswer(200, issued.answer);
      case 'unknown-key':
        return errorAnswer('unknown-key', 'kid');
      case 'not-below-modulus':
        return errorAnswer('invalid-body', `blinded.${issued.index}`);
      default:
        return later(issued.kind, issued.retryAfter);
    }
  };
}
