import type { ErrorBody } from '../../lib/protocol/error.ts';
import { ERRORS, type ErrorCode } from './error-codes.ts';
import { PRIVATE_HEADERS } from './headers.ts';
import type { Answer } from './plain.ts';

const LONGEST_PATH = 100;

/** @returns the body of an error answer; a path is cut to what the schema allows */
export function errorBody(code: ErrorCode, path?: string): ErrorBody {
  const [, message] = ERRORS[code];
  return {
    error: { code, message, ...(path === undefined ? {} : { path: path.slice(0, LONGEST_PATH) }) },
  };
}

/** @returns an answer that only whoever asked may see, as JSON */
export function jsonAnswer(
  status: number,
  content: unknown,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  const body = JSON.stringify(content);
  const length = String(Buffer.byteLength(body));
  return {
    status,
    headers: {
      ...PRIVATE_HEADERS,
      'Content-Type': 'application/json',
      'Content-Length': length,
      ...headers,
    },
    body,
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
): Answer {
  return jsonAnswer(ERRORS[code][0], errorBody(code, path), headers);
}
