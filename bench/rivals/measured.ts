/** Times of one piece of work as the comparison shows them; knows no library and no task. */

/** Milliseconds of one run. */
export interface Measured {
  readonly best: number;
  readonly median: number;
}

/** The best and the median of at least one time. */
export function summarize(times: readonly number[]): Measured {
  const sorted = times.toSorted((a, b) => a - b);
  return { best: sorted[0]!, median: sorted[sorted.length >> 1]! };
}
