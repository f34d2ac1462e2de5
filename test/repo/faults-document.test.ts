import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import type { FaultRow } from '../../bench/faults/fault-run.ts';
import { readDocument, withFaults } from '../../bench/faults/table.ts';
import { readResultFile } from '../../bench/result-files.ts';

const count = z.int().check(z.minimum(0));
const rowSchema = z.object({
  fault: z.string(),
  store: z.enum(['SQLite', 'Redis']),
  requests: count,
  acknowledged: count,
  lost: z.int(),
  double: z.int(),
  refusedSeconds: z.number(),
  status: z.nullable(
    z.object({ reads: count, failed: count, slowest: count, oldestSeconds: z.int() }),
  ),
});
const { rows } = readResultFile('faults', z.object({ rows: z.array(rowSchema) }));

it('docs/operating.md has the faults that the benchmark measured', () => {
  const shown: readonly FaultRow[] = rows;
  expect(withFaults(readDocument(), shown)).toBe(readDocument());
  expect(rows.length).toBeGreaterThan(10);
});

it.each(rows)('$fault ($store): nothing acknowledged was lost or counted twice', (row) => {
  expect(row).toMatchObject({ lost: 0, double: 0 });
  expect(row.acknowledged).toBeGreaterThan(100);
  expect(row.status?.failed ?? 0).toBe(0);
});
