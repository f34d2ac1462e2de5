import type { Measured } from '../../run/measure.ts';
import { table } from '../format.ts';
import { targetsOf } from '../targets.ts';

/** Targets, met or not. */
export function targetSection(measured: Measured): string {
  const sign = (met: boolean | null) => (met === null ? '?' : met ? 'met' : '**not met**');
  return table(
    ['what', 'wanted', 'measured', ''],
    targetsOf(measured).map((row) => [row.name, row.wanted, row.measured, sign(row.met)]),
  );
}
