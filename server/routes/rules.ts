import { errorAnswer } from '../http/error-answer.ts';
import type { Handler } from '../http/plain.ts';
import type { Rules } from '../rules/rules.ts';

/** `GET /v1/rules.json`: the signed rule pack, the same bytes for everybody. */
export function rulesRoute(rules: Pick<Rules, 'now'>): Handler {
  return (request) => {
    const now = rules.now();
    if (now === 'none') return errorAnswer('not-found');
    if (now === 'expired') return errorAnswer('expired');
    return now.answer(request.header('accept-encoding'), request.header('if-none-match'));
  };
}
