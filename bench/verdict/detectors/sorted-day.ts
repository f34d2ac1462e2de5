/** The last so many values, kept in order, so that medians cost no sorting. */
export interface SortedDay {
  /** Puts a value in the place of the oldest one. */
  add(value: number): void;
  /** Median of the values from the `low`th to the `high`th smallest. */
  median(low: number, high: number): number;
  /** Median of their distances from a centre. */
  deviation(centre: number, low: number, high: number): number;
  /** The value with so many smaller ones. */
  at(index: number): number;
  clone(): SortedDay;
}

/** @param length values remembered; zeros at first */
export function createSortedDay(length: number): SortedDay {
  return resume(new Float64Array(length), new Float64Array(length), 0);
}

function resume(sorted: Float64Array, inTime: Float64Array, position: number): SortedDay {
  let next = position;

  /** Place of the first value that is not below. */
  function search(value: number, low: number, high: number): number {
    let from = low;
    let to = high;
    while (from < to) {
      const half = (from + to) >> 1;
      if ((sorted[half] ?? 0) < value) from = half + 1;
      else to = half;
    }
    return from;
  }

  function middle(low: number, high: number): number {
    const count = high - low + 1;
    const upper = sorted[low + (count >> 1)] ?? 0;
    return count % 2 === 1 ? upper : (upper + (sorted[low + (count >> 1) - 1] ?? 0)) / 2;
  }

  return {
    add(value) {
      const gone = search(inTime[next] ?? 0, 0, sorted.length);
      sorted.copyWithin(gone, gone + 1);
      const place = search(value, 0, sorted.length - 1);
      sorted.copyWithin(place + 1, place, sorted.length - 1);
      sorted[place] = value;
      inTime[next] = value;
      next = (next + 1) % sorted.length;
    },
    median: middle,
    deviation(centre, low, high) {
      const wanted = (high - low + 1) >> 1;
      let above = search(centre, low, high + 1);
      let below = above - 1;
      let distance = 0;
      for (let taken = 0; taken <= wanted; taken += 1) {
        const up = above <= high ? (sorted[above] ?? 0) - centre : Number.POSITIVE_INFINITY;
        const down = below >= low ? centre - (sorted[below] ?? 0) : Number.POSITIVE_INFINITY;
        if (up <= down) above += 1;
        else below -= 1;
        distance = Math.min(up, down);
      }
      return distance;
    },
    at: (index) => sorted[index] ?? 0,
    clone: () => resume(sorted.slice(), inTime.slice(), next),
  };
}
