import { NORMAL_SHARE } from '../sim/crowd.ts';
import type { Detector } from './detector.ts';

const HAZARD = 1 / 1440;

/** Runs older than this are one. Minutes. */
const YOUNG = 60;

/** A change counts if it leads to a rate above this multiple of the normal one. */
const WORSE = 1.5;

/** The old run forgets over seven days, so that it follows a slowly changing normal. */
const KEEP = 1 - 1 / 10_080;

/** Runs of less weight are dropped. */
const NEGLIGIBLE = 1e-9;

/** Young runs of less weight altogether cannot come near an alarm. */
const WORTH_A_LOOK = 0.05;

/** Prior of the rate after a change: exponential around one in four. */
const PRIOR_SHAPE = 1;
const PRIOR_EXPOSURE = 4;

/** Upper tail of the standard normal (Abramowitz and Stegun 26.2.17). */
function upperTail(z: number): number {
  if (z < 0) return 1 - upperTail(-z);
  const t = 1 / (1 + 0.2316419 * z);
  const poly =
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return poly * 0.3989422804 * Math.exp((-z * z) / 2);
}

/** Chance that a gamma variable of this shape and exposure is above a rate (Wilson and Hilferty). */
function above(shape: number, exposure: number, rate: number): number {
  const cube = Math.cbrt((rate * exposure) / shape);
  const ninth = 1 / (9 * shape);
  return upperTail((cube - 1 + ninth) / Math.sqrt(ninth));
}

/** By age in minutes; the last place is the old run. */
interface Runs {
  readonly weight: Float64Array;
  readonly shape: Float64Array;
  readonly exposure: Float64Array;
  /** Ln of the exposure. */
  readonly logExposure: Float64Array;
}

/** Ln of shape (shape + 1) ... so many factors: what failures beyond the rate's prior bring. */
function logRising(shape: number, factors: number): number {
  let logs = 0;
  let product = 1;
  for (let index = 0; index < factors; index += 1) {
    product *= shape + index;
    if (product > 1e280) {
      logs += Math.log(product);
      product = 1;
    }
  }
  return logs + Math.log(product);
}

const logs = new Float64Array(YOUNG + 1);

/** Brings every run up to this minute, terms in failures and voices alone left out. @returns the largest log chance */
function observe(runs: Runs, tried: number, failed: number): number {
  const { weight, shape, exposure, logExposure } = runs;
  let most = Number.NEGATIVE_INFINITY;
  for (let age = 0; age <= YOUNG; age += 1) {
    if (weight[age] === 0) continue;
    const a = shape[age] ?? 1;
    const before = logExposure[age] ?? 0;
    const after = (exposure[age] ?? 1) + tried;
    const logAfter = Math.log(after);
    const log = logRising(a, failed) + a * before - (a + failed) * logAfter;
    logs[age] = log;
    most = Math.max(most, log);
    shape[age] = a + failed;
    exposure[age] = after;
    logExposure[age] = logAfter;
  }
  return most;
}

/** Every run is a minute older; the eldest young one joins the old run. */
function grow({ weight, shape, exposure, logExposure }: Runs): void {
  const eldest = weight[YOUNG - 1] ?? 0;
  const old = weight[YOUNG] ?? 0;
  const part = old + eldest === 0 ? 0 : eldest / (old + eldest);
  for (const values of [shape, exposure]) {
    values[YOUNG] = (1 - part) * (values[YOUNG] ?? 0) * KEEP + part * (values[YOUNG - 1] ?? 0);
  }
  weight[YOUNG] = old + eldest;
  logExposure[YOUNG] = Math.log(exposure[YOUNG] ?? 1);
  for (const values of [weight, shape, exposure, logExposure]) values.copyWithin(1, 0, YOUNG - 1);
}

/** One minute with voices. The change may have come just before it, hence the fresh run. */
function pushRuns(runs: Runs, tried: number, failed: number): void {
  const { weight, shape, exposure, logExposure } = runs;
  const freshExposure = PRIOR_EXPOSURE + tried;
  const logFresh = Math.log(freshExposure);
  const fresh =
    logRising(PRIOR_SHAPE, failed) +
    PRIOR_SHAPE * Math.log(PRIOR_EXPOSURE) -
    (PRIOR_SHAPE + failed) * logFresh;
  const most = Math.max(fresh, observe(runs, tried, failed));
  let total = HAZARD * Math.exp(fresh - most);
  const started = total;
  for (let age = 0; age <= YOUNG; age += 1) {
    if (weight[age] === 0) continue;
    weight[age] = (weight[age] ?? 0) * (1 - HAZARD) * Math.exp((logs[age] ?? 0) - most);
    total += weight[age] ?? 0;
  }
  grow(runs);
  weight[0] = started;
  shape[0] = PRIOR_SHAPE + failed;
  exposure[0] = freshExposure;
  logExposure[0] = logFresh;
  for (let age = 0; age <= YOUNG; age += 1) {
    const value = (weight[age] ?? 0) / total;
    weight[age] = value < NEGLIGIBLE && age < YOUNG ? 0 : value;
  }
}

/** Log odds that a change within the last hour led to a clearly higher rate. */
function logOdds({ weight, shape, exposure }: Runs): number {
  let young = 0;
  for (let age = 0; age < YOUNG; age += 1) young += weight[age] ?? 0;
  if (young < WORTH_A_LOOK) return Math.log(young + 1e-22) - 10;
  let changed = 0;
  for (let age = 0; age < YOUNG; age += 1) {
    const mass = weight[age] ?? 0;
    if (mass > 0) {
      changed += mass * above(shape[age] ?? 1, exposure[age] ?? 1, WORSE * NORMAL_SHARE);
    }
  }
  return Math.log(changed + 1e-22) - Math.log(Math.max(1e-22, 1 - changed));
}

/**
 * Bayesian online change point detection (Adams and MacKay, arXiv:0710.3742) on failures as Poisson
 * with the voices as exposure and a gamma prior. The score is the log odds that a change within the
 * last hour led to a clearly higher rate.
 */
export function createBocpd(): Detector {
  const filled = (value: number, old: number) => {
    const values = new Float64Array(YOUNG + 1).fill(value);
    values[YOUNG] = old;
    return values;
  };
  const learned = 2 / NORMAL_SHARE;
  return resume(
    {
      weight: filled(0, 1),
      shape: filled(PRIOR_SHAPE, 2),
      exposure: filled(PRIOR_EXPOSURE, learned),
      logExposure: filled(Math.log(PRIOR_EXPOSURE), Math.log(learned)),
    },
    -50,
  );
}

function resume(runs: Runs, said: number): Detector {
  let odds = said;
  return {
    push({ tried, failed }, scores, from) {
      if (tried > 0) {
        pushRuns(runs, tried, failed);
        odds = logOdds(runs);
      }
      scores[from] = odds;
    },
    clone: () =>
      resume(
        {
          weight: runs.weight.slice(),
          shape: runs.shape.slice(),
          exposure: runs.exposure.slice(),
          logExposure: runs.logExposure.slice(),
        },
        odds,
      ),
  };
}
