import { logGamma } from '../../../server/verdict/log-gamma.ts';

/** Chance of at most `count` events where `mean` are expected. */
function atMost(count: number, mean: number): number {
  let sum = 0;
  for (let events = 0; events <= count; events += 1) {
    sum += Math.exp(events * Math.log(mean) - mean - logGamma(events + 1));
  }
  return sum;
}

function solve(isBelow: (mean: number) => boolean, most: number): number {
  let low = 1e-9;
  let high = most;
  for (let round = 0; round < 80; round += 1) {
    const middle = (low + high) / 2;
    if (isBelow(middle)) low = middle;
    else high = middle;
  }
  return low;
}

/**
 * The exact 95 % interval of a rate (Garwood, Biometrika 28, 1936).
 * @param count events seen @param exposure in which time, in any unit
 * @returns lowest and highest rate per unit that fit
 */
export function poissonInterval(count: number, exposure: number): [number, number] {
  const most = 20 + 4 * count;
  const low = count === 0 ? 0 : solve((mean) => 1 - atMost(count - 1, mean) < 0.025, most);
  const high = solve((mean) => atMost(count, mean) > 0.025, most);
  return [low / exposure, high / exposure];
}
