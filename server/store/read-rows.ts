import type { StatementSync } from 'node:sqlite';
import * as z from 'zod/mini';

/** @returns what a statement finds, each row checked */
export function read<T>(
  schema: z.ZodMiniType<T>,
  statement: StatementSync,
  ...values: (string | number)[]
) {
  return z.array(schema).parse(statement.all(...values));
}
