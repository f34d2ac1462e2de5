const HALF_LOG_2_PI = 0.918_938_533_204_672_8;

/** From here on the series below is exact to the last digits of a double. */
const STIRLING_FROM = 10;

/**
 * Natural logarithm of the gamma function, by Stirling's series (Abramowitz and Stegun 6.1.41),
 * small arguments lifted by the recurrence gamma(x + 1) = x gamma(x).
 * @param x positive; relative error below 1e-14, near the zeros at 1 and 2 absolute
 */
export function logGamma(x: number): number {
  let product = 1;
  let z = x;
  while (z < STIRLING_FROM) {
    product *= z;
    z += 1;
  }
  const inverse = 1 / z;
  const square = inverse * inverse;
  const series =
    inverse *
    (1 / 12 -
      square *
        (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square * (1 / 1188 - square / 521)))));
  const large = (z - 0.5) * Math.log(z) - z + HALF_LOG_2_PI + series;
  return product === 1 ? large : large - Math.log(product);
}
