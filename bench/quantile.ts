/** @returns the value below which so large a part of the values lies; NaN of nothing */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;
}

/** @returns the middle one, of an even number the larger of the middle two; NaN of nothing */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}
