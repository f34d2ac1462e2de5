import type { ErrorCode } from './error-codes.ts';
import { isCrossSite } from './is-cross-site.ts';
import type { PlainRequest } from './plain.ts';

/** JSON with any parameters (RFC 9110, 8.3.1), of which a charset must be UTF-8. */
const JSON_TYPE =
  /^application\/json\s*(?:;\s*(?:(?:charset=(?:utf-8|"utf-8")|(?!charset=)[\w.+-]+=(?:[\w.+-]+|"[^"]*"))\s*)?)*$/i;

/** What is wrong with a request that brings JSON, before its body is read; null when nothing is. */
export function headerFault({ header }: PlainRequest): ErrorCode | null {
  if (isCrossSite(header('sec-fetch-site'))) return 'cross-site';
  if (!JSON_TYPE.test(header('content-type') ?? '')) return 'unsupported-type';
  return header('content-encoding') === undefined ? null : 'unsupported-type';
}
