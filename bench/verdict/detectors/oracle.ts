import { betaBinomial, logLikelihood } from '../../../server/verdict/beta-binomial.ts';
import { MINUTE_RHO, NORMAL_SHARE, type Quiet, WANDER_SD } from '../sim/crowd.ts';
import type { Detector } from './detector.ts';

/** Correlation of two voices of one minute; a wandering share has it too, seen from afar. */
function rhoOf(quiet: Quiet): number {
  if (quiet === 'over-dispersed') return MINUTE_RHO;
  return NORMAL_SHARE * (1 - NORMAL_SHARE) * WANDER_SD ** 2;
}

type LogRatio = (tried: number, failed: number) => number;

function logRatioOf(quiet: Quiet, share: number): LogRatio {
  if (quiet === 'binomial') {
    const failure = Math.log(share / NORMAL_SHARE);
    const success = Math.log((1 - share) / (1 - NORMAL_SHARE));
    return (tried, failed) => failed * failure + (tried - failed) * success;
  }
  const bad = betaBinomial(share, rhoOf(quiet));
  const good = betaBinomial(NORMAL_SHARE, rhoOf(quiet));
  return (tried, failed) => logLikelihood(bad, tried, failed) - logLikelihood(good, tried, failed);
}

/**
 * Page's CUSUM that is told everything but the moment: the normal share, the noise and the size of
 * the outage. Nobody can be faster at the same rate of false alarms (Moustakides, Ann. Stat. 14,
 * 1986), so it is the yardstick and no rival. In a wandering crowd it knows how far, not how slowly
 * the share wanders. One score per share.
 */
export function createOracle(quiet: Quiet, shares: readonly number[]): Detector {
  const ratios = shares.map((share) => logRatioOf(quiet, share));
  return resume(ratios, new Float64Array(shares.length));
}

function resume(ratios: readonly LogRatio[], sums: Float64Array): Detector {
  return {
    push({ tried, failed }, scores, from) {
      ratios.forEach((ratio, index) => {
        const sum = Math.max(0, (sums[index] ?? 0) + (tried > 0 ? ratio(tried, failed) : 0));
        sums[index] = sum;
        scores[from + index] = sum;
      });
    },
    clone: () => resume(ratios, sums.slice()),
  };
}
