import { logGamma } from '../../../server/verdict/log-gamma.ts';

/** Seeded draws, fast enough for service-years of minutes. */
export interface Random {
  /** Uniform in [0, 1). */
  uniform(): number;
  normal(): number;
  poisson(mean: number): number;
  binomial(count: number, probability: number): number;
  beta(a: number, b: number): number;
}

/** Below this mean inversion is as fast as rejection, and exact. */
const SMALL_MEAN = 10;

/** Log-gamma of k + 1 less its Stirling approximation (Hörmann 1993). */
function stirlingTail(k: number): number {
  return logGamma(k + 1) - ((k + 0.5) * Math.log(k + 1) - (k + 1) + 0.918_938_533_204_672_8);
}

/** One of several seeds from one: SplitMix32's finaliser over both. */
export function seedOf(seed: number, index: number): number {
  let mixed = (seed ^ Math.imul(index + 1, 0x9e3779b9)) >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** @param seed any integer; the same seed gives the same draws (generator: sfc32) */
export function createRandom(seed: number): Random {
  let a = seedOf(seed, 0);
  let b = seedOf(seed, 1);
  let c = seedOf(seed, 2);
  let counter = 1;

  function uniform(): number {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return (sum >>> 0) / 4_294_967_296;
  }
  for (let round = 0; round < 12; round += 1) uniform();

  function normal(): number {
    return Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  }

  /** Hörmann's transformed rejection for large means (PTRS, Insurance: Math. Econ. 12, 1993). */
  function poisson(mean: number): number {
    if (mean < SMALL_MEAN) {
      const limit = Math.exp(-mean);
      let count = 0;
      for (let product = uniform(); product > limit; product *= uniform()) count += 1;
      return count;
    }
    const scale = 0.931 + 2.53 * Math.sqrt(mean);
    const skew = -0.059 + 0.02483 * scale;
    const inverse = 1.1239 + 1.1328 / (scale - 3.4);
    const quick = 0.9277 - 3.6224 / (scale - 2);
    for (;;) {
      const u = uniform() - 0.5;
      const v = uniform();
      const edge = 0.5 - Math.abs(u);
      const k = Math.floor(((2 * skew) / edge + scale) * u + mean + 0.43);
      if (edge >= 0.07 && v <= quick) return k;
      if (k < 0 || (edge < 0.013 && v > edge)) continue;
      const left = Math.log((v * inverse) / (skew / (edge * edge) + scale));
      if (left <= -mean + k * Math.log(mean) - logGamma(k + 1)) return k;
    }
  }

  /** By the gaps between successes if few are expected, else Hörmann's BTRS (J. Stat. Comput. Simul. 46, 1993). */
  function binomial(count: number, probability: number): number {
    if (probability > 0.5) return count - binomial(count, 1 - probability);
    if (probability <= 0 || count === 0) return 0;
    if (count * probability < SMALL_MEAN) {
      const log = Math.log1p(-probability);
      let successes = 0;
      let position = Math.floor(Math.log(1 - uniform()) / log);
      while (position < count) {
        successes += 1;
        position += 1 + Math.floor(Math.log(1 - uniform()) / log);
      }
      return successes;
    }
    const sd = Math.sqrt(count * probability * (1 - probability));
    const scale = 1.15 + 2.53 * sd;
    const skew = -0.0873 + 0.0248 * scale + 0.01 * probability;
    const centre = count * probability + 0.5;
    const quick = 0.92 - 4.2 / scale;
    const odds = probability / (1 - probability);
    const alpha = (2.83 + 5.1 / scale) * sd;
    const mode = Math.floor((count + 1) * probability);
    for (;;) {
      const u = uniform() - 0.5;
      const v = uniform();
      const edge = 0.5 - Math.abs(u);
      const k = Math.floor(((2 * skew) / edge + scale) * u + centre);
      if (edge >= 0.07 && v <= quick) return k;
      if (k < 0 || k > count) continue;
      const left = Math.log((v * alpha) / (skew / (edge * edge) + scale));
      const right =
        (mode + 0.5) * Math.log((mode + 1) / (odds * (count - mode + 1))) +
        (count + 1) * Math.log((count - mode + 1) / (count - k + 1)) +
        (k + 0.5) * Math.log((odds * (count - k + 1)) / (k + 1)) +
        stirlingTail(mode) +
        stirlingTail(count - mode) -
        stirlingTail(k) -
        stirlingTail(count - k);
      if (left <= right) return k;
    }
  }

  /** Marsaglia and Tsang, ACM Trans. Math. Softw. 26, 2000. */
  function gamma(shape: number): number {
    if (shape < 1) return gamma(shape + 1) * (1 - uniform()) ** (1 / shape);
    const d = shape - 1 / 3;
    const scale = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = normal();
      const v = (1 + scale * x) ** 3;
      if (v <= 0) continue;
      const u = 1 - uniform();
      if (Math.log(u) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
    }
  }

  function beta(first: number, second: number): number {
    const x = gamma(first);
    const sum = x + gamma(second);
    return sum === 0 ? 0 : x / sum;
  }

  return { uniform, normal, poisson, binomial, beta };
}
