import { median, quantile } from '../../quantile.ts';

/** Delays of many outages; those never seen count with the time that there was. */
export interface Delays {
  readonly outages: number;
  /** Part of the outages that was never seen. */
  readonly missed: number;
  /** Minutes; 1: seen in the first minute. */
  readonly mean: number;
  /** Standard error of the mean. */
  readonly error: number;
  readonly median: number;
  readonly p90: number;
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** How far the mean of these values is likely off; 0 of fewer than two. */
function standardError(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const middle = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - middle) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1) / values.length);
}

/** @param delays null for never @param limit minutes that there were to see it */
export function summarise(delays: readonly (number | null)[], limit: number): Delays {
  const censored = delays.map((delay) => delay ?? limit);
  return {
    outages: delays.length,
    missed: delays.filter((delay) => delay === null).length / delays.length,
    mean: mean(censored),
    error: standardError(censored),
    median: median(censored),
    p90: quantile(censored, 0.9),
  };
}
