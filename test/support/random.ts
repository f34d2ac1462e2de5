/** Seeded random draws for simulated crowds. */
export interface Random {
  /** Uniform in [0, 1). */
  uniform(): number;
  /** Standard normal. */
  normal(): number;
  poisson(mean: number): number;
  binomial(count: number, probability: number): number;
  beta(a: number, b: number): number;
}

/** Largest mean drawn by inversion; a larger one is split, since sums of Poisson draws are Poisson. */
const POISSON_STEP = 200;

/** @param seed any integer; the same seed gives the same draws (generator: mulberry32) */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;

  function uniform(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  function normal(): number {
    return Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  }

  function poisson(mean: number): number {
    if (mean > POISSON_STEP) return poisson(POISSON_STEP) + poisson(mean - POISSON_STEP);
    const limit = Math.exp(-mean);
    let count = 0;
    for (let product = uniform(); product > limit; product *= uniform()) count += 1;
    return count;
  }

  /** By the gaps between successes, which are geometric. */
  function binomial(count: number, probability: number): number {
    if (probability > 0.5) return count - binomial(count, 1 - probability);
    if (probability <= 0) return 0;
    const scale = Math.log1p(-probability);
    let successes = 0;
    let position = Math.floor(Math.log(1 - uniform()) / scale);
    while (position < count) {
      successes += 1;
      position += 1 + Math.floor(Math.log(1 - uniform()) / scale);
    }
    return successes;
  }

  /** Marsaglia and Tsang, ACM Trans. Math. Softw. 26, 2000. */
  function gamma(shape: number): number {
    if (shape < 1) return gamma(shape + 1) * (1 - uniform()) ** (1 / shape);
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = normal();
      const v = (1 + c * x) ** 3;
      if (v > 0 && Math.log(1 - uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v))
        return d * v;
    }
  }

  function beta(a: number, b: number): number {
    const first = gamma(a);
    const sum = first + gamma(b);
    return sum === 0 ? 0 : first / sum;
  }

  return { uniform, normal, poisson, binomial, beta };
}
