import type { Delays } from '../../metrics/delays.ts';
import type { Measured } from '../../run/measure.ts';
import type { CellResult } from '../../tracks/cell-result.ts';
import { about, short } from '../format.ts';

/** One thing that the fold is to reach. */
export interface Target {
  readonly name: string;
  readonly wanted: string;
  readonly measured: string;
  /** Null if the run was too small to tell. */
  readonly met: boolean | null;
  /** Why it is not met, where that is understood. */
  readonly why?: string;
}

export type Check = (measured: Measured) => Target;

/** A target that the worst of several values must not exceed. */
export function target(
  name: string,
  wanted: string,
  values: readonly (number | undefined)[],
  limit: number,
  show: (value: number) => string,
): Target {
  const known = values.filter((value) => value !== undefined);
  const worst = Math.max(...known);
  if (known.length === 0) return { name, wanted, measured: 'not in this run', met: null };
  return { name, wanted, measured: show(worst), met: worst <= limit };
}

/** Cells whose normal rate holds still. @param least voices a minute */
export function calm({ cells }: Measured, least = 3): readonly CellResult[] {
  return cells.filter(
    ({ quiet, missing, voices }) => quiet !== 'wandering' && missing === 0 && voices >= least,
  );
}

/** Cells whose normal rate drifts. */
export function wandering({ cells }: Measured): readonly CellResult[] {
  return cells.filter(
    ({ quiet, missing, voices }) => quiet === 'wandering' && missing === 0 && voices >= 3,
  );
}

export const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** The worst of several delays by its mean, against a limit. */
export function delayTarget(
  name: string,
  wanted: string,
  delays: readonly (Delays | undefined)[],
  limit: number,
): Target {
  const [worst] = delays
    .filter((one) => one !== undefined)
    .toSorted((one, other) => other.mean - one.mean);
  if (worst === undefined) return { name, wanted, measured: 'not in this run', met: null };
  return { name, wanted, measured: about(worst), met: worst.mean <= limit };
}

export const minutes = (value: number) => `${short(value)} min`;
