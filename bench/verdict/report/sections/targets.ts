import type { Measured } from '../../run/measure.ts';
import { table } from '../format.ts';
import { type Target, targetsOf } from '../targets.ts';

/** Targets, met or not. */
export function targetSection(measured: Measured): string {
  const sign = ({ met, why }: Target) =>
    met === null ? '?' : met ? 'met' : `**not met**${why === undefined ? '' : `: ${why}`}`;
  return table(
    ['what', 'wanted', 'measured', ''],
    targetsOf(measured).map((row) => [row.name, row.wanted, row.measured, sign(row)]),
  );
}
