import type { Normal } from './baseline.ts';
import { createMixture, type Mixture } from './detector.ts';

/** Base of both tests, and what counts as normal again, while too little is learned. */
const COLD_BASE = 0.15;

const LEAST_ROBUST_RHO = 0.01;
const LEAST_ROBUST_MARGIN = 0.015;

/** How far above the base 'normal again' lies: below the opening test's break-even, or a constant rate flaps. */
const NORMAL_STEP = 0.03;

/** The fast test reads counts as they are, the robust one trimmed counts. */
export interface Tests {
  readonly fast: Mixture;
  readonly robust: Mixture;
}

/** Correlation for whatever leads to `confirmed`: never quite zero, however calm a service was. */
export function robustRho(normal: Normal): number {
  return Math.max(normal.rho, LEAST_ROBUST_RHO);
}

/**
 * Both tests with the base that fits the moment.
 * @param warm whether the learned rate may be used
 * @param recoveredBelow in `recovering`, the share that the incident has fallen below; else null
 */
export function createTests(normal: Normal, warm: boolean, recoveredBelow: number | null): Tests {
  const robustMargin = Math.max(normal.margin, LEAST_ROBUST_MARGIN);
  const cold = recoveredBelow === null && !warm;
  const floor = recoveredBelow ?? normal.up;
  return {
    fast: createMixture(cold ? COLD_BASE : floor + normal.margin, normal.rho),
    robust: createMixture(cold ? COLD_BASE : floor + robustMargin, robustRho(normal)),
  };
}

/** The share that counts as normal again, `d`: an incident ends when the rate is clearly below it. */
export function normalLimit(normal: Normal, warm: boolean): number {
  return warm ? normal.up + normal.margin + NORMAL_STEP : COLD_BASE;
}
