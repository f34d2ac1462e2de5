/** k: as many networks a minute as the verdict promises to stand beside so many honest voices. Not taken from its code. */
export function mostLiars(tried: number): number {
  return Math.max(2, Math.floor(tried / 10));
}
