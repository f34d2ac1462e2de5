import { isUtf8 } from 'node:buffer';
import type * as z from 'zod/mini';
import type { ErrorCode } from './error-codes.ts';

export type ParsedJson<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: ErrorCode; readonly path?: string };

type Issue = z.core.$ZodIssue;

/** The field an issue is about, as `seen.0.minute`; for an unknown key that key. Empty for the body itself. */
function pathOf(issue: Issue | undefined): string {
  if (issue === undefined) return '';
  const unknown = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  return [...issue.path, ...unknown].map(String).join('.');
}

/**
 * Parses untrusted bytes: strict UTF-8, then JSON, then the schema. Never throws, never repeats a value.
 * @param isPlain recognises what the schema would take as it is, so that it need not be asked
 */
export function parseJson<T>(
  bytes: Buffer,
  schema: z.ZodMiniType<T>,
  isPlain: (json: unknown) => json is T = (_json): _json is T => false,
): ParsedJson<T> {
  if (!isUtf8(bytes)) return { ok: false, code: 'invalid-utf8' };
  let json: unknown;
  try {
    json = JSON.parse(bytes.toString());
  } catch {
    return { ok: false, code: 'invalid-json' };
  }
  if (isPlain(json)) return { ok: true, value: json };
  const parsed = schema.safeParse(json);
  if (parsed.success) return { ok: true, value: parsed.data };
  const path = pathOf(parsed.error.issues[0]);
  return { ok: false, code: 'invalid-body', ...(path === '' ? {} : { path }) };
}
