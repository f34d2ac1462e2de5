/** The sum of the last so many values. */
export interface RollingSum {
  add(value: number): number;
  clone(): RollingSum;
}

/** @param length values remembered */
export function createRollingSum(length: number): RollingSum {
  return resume(new Float64Array(length), 0, 0);
}

function resume(values: Float64Array, position: number, total: number): RollingSum {
  let at = position;
  let sum = total;
  return {
    add(value) {
      sum += value - (values[at] ?? 0);
      values[at] = value;
      at = (at + 1) % values.length;
      return sum;
    },
    clone: () => resume(values.slice(), at, sum),
  };
}
