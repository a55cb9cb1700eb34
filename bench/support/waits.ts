/** The value that `share` of the values are no greater than. */
export const quantile = (values: ArrayLike<number>, share: number): number => {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
};

/**
 * Milliseconds that all but `share` of the requests wait less than, when they come evenly over `total` milliseconds in
 * which a program was busy in these stretches (milliseconds): whoever comes in one waits for its end.
 */
export const waitOf = (stretches: readonly number[], total: number, share: number): number => {
  const waiting = (wait: number): number =>
    stretches.reduce((sum, stretch) => sum + Math.max(0, stretch - wait), 0) / total;
  let [low, high] = [0, quantile(stretches, 1)];
  while (high - low > 0.001) {
    const middle = (low + high) / 2;
    if (waiting(middle) > share) low = middle;
    else high = middle;
  }
  return high;
};
