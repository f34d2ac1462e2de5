import type { ErrorBody } from '../../lib/protocol/error.ts';
import { ERRORS, type ErrorCode } from './error-codes.ts';
import { PRIVATE_HEADERS } from './headers.ts';

const LONGEST_PATH = 100;

/** @returns the body of an error answer; a path is cut to what the schema allows */
export function errorBody(code: ErrorCode, path?: string): ErrorBody {
  const [, message] = ERRORS[code];
  return {
    error: { code, message, ...(path === undefined ? {} : { path: path.slice(0, LONGEST_PATH) }) },
  };
}

/**
 * @param path the field at fault, for example `seen.0.minute`
 * @param headers more headers, for example `Retry-After`
 */
export function errorAnswer(
  code: ErrorCode,
  path?: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(JSON.stringify(errorBody(code, path)), {
    status: ERRORS[code][0],
    headers: { ...PRIVATE_HEADERS, 'Content-Type': 'application/json', ...headers },
  });
}
