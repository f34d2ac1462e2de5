import type { Normal } from './baseline.ts';
import { createMixture, type Mixture } from './detector.ts';

/** Base of both tests, and what counts as normal again, while too little is learned. */
const COLD_BASE = 0.15;

const LEAST_ROBUST_RHO = 0.01;
const LEAST_ROBUST_MARGIN = 0.015;

/** How far above its base the robust test looks: small faults vanish in the trim, and drift looks like them. */
const ROBUST_STEPS = [0.2, 0.35, 0.6, 0.9] as const;

/** Alternatives of the robust test. */
export const ROBUST_ALTERNATIVES = ROBUST_STEPS.length;

/** Evidence, in nats, at which the fast test opens a `suspected` incident. */
export const FAST_THRESHOLD = 8.5;

/** Evidence, in nats, that confirms in a calm service: 10,000 to 1. */
const CALM_THRESHOLD = Math.log(10_000);

/** The same in the most nervous one: a false alarm a year at worst. */
const NERVOUS_THRESHOLD = Math.log(525_600);

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
 * Evidence, in nats, that confirms. Where the rate holds still, the trim alone keeps chance out, and
 * an attacker who has the k voices that are trimmed. Drift it cannot take as well, so the more of it
 * was learned, the more evidence is asked for. In a small panel none can be learned and none matters.
 */
export function robustThreshold({ nervousness }: Normal): number {
  return CALM_THRESHOLD + nervousness * (NERVOUS_THRESHOLD - CALM_THRESHOLD);
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
    robust: createMixture(cold ? COLD_BASE : floor + robustMargin, robustRho(normal), ROBUST_STEPS),
  };
}

/** The share that counts as normal again, `d`: an incident ends when the rate is clearly below it. */
export function normalLimit(normal: Normal, warm: boolean): number {
  return warm ? normal.up + normal.margin + NORMAL_STEP : COLD_BASE;
}
