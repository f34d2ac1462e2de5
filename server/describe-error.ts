import type { LogEntry } from './log.ts';

/**
 * What may be logged of an error: its kind and where in our code it arose. Not its message, which
 * could repeat what a client sent; of SQLite's errors the fixed text that belongs to their code.
 */
export function describeError(error: unknown): LogEntry {
  if (!(error instanceof Error)) return { error: typeof error };
  const at = /\/((?:server|lib)\/[\w./-]+\.ts:\d+)/.exec(error.stack ?? '')?.[1];
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  // https://www.sqlite.org/c3ref/errcode.html: sqlite3_errstr() knows nothing of the statement.
  const why = 'errstr' in error && typeof error.errstr === 'string' ? error.errstr : undefined;
  return {
    error: error.name,
    ...(code === undefined ? {} : { code }),
    ...(why === undefined ? {} : { why }),
    ...(at === undefined ? {} : { at }),
  };
}
