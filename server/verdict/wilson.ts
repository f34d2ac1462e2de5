/**
 * Wilson's score interval for a share (Wilson, J. Am. Stat. Assoc. 22, 1927).
 * @param part how many of `total`; may be fractional, as after division by a design effect
 * @param total positive
 * @param z half width in standard errors: 1.96 for 95 %
 * @returns lower and upper limit, within 0 and 1
 */
export function wilson(part: number, total: number, z: number): [number, number] {
  const share = part / total;
  const square = (z * z) / total;
  const centre = share + square / 2;
  const half = z * Math.sqrt((share * (1 - share)) / total + square / (4 * total));
  return [Math.max(0, (centre - half) / (1 + square)), Math.min(1, (centre + half) / (1 + square))];
}

/**
 * How many times fewer independent voices a crowd is worth when voices of one minute are alike
 * (Kish's design effect), at least 1.
 * @param perMinute voices per minute
 * @param rho correlation of two voices of one minute
 */
export function designEffect(perMinute: number, rho: number): number {
  return Math.max(1, 1 + (perMinute - 1) * rho);
}
