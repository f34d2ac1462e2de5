import { expect, it } from 'vitest';
import { readDocument, readRows, withFaults } from '../../bench/faults/table.ts';

const rows = readRows();

it('docs/operating.md has the faults that the benchmark measured', () => {
  expect(withFaults(readDocument(), rows)).toBe(readDocument());
  expect(rows.length).toBeGreaterThan(10);
});

it.each(rows)('$fault ($store): nothing acknowledged was lost or counted twice', (row) => {
  expect(row).toMatchObject({ lost: 0, double: 0 });
  expect(row.acknowledged).toBeGreaterThan(100);
  expect(row.status?.failed ?? 0).toBe(0);
});
