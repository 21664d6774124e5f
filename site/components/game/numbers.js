// @ts-check
/** The few numbers that lists of times are told by. */

/**
 * @param {number[]} values
 * @param {number} share  0 the least, 0.5 the median, 1 the most
 */
export function quantile(values, share) {
  const sorted = values.toSorted((one, other) => one - other);
  const at = share * (sorted.length - 1);
  const below = Math.floor(at);
  return sorted[below] + (at - below) * ((sorted[below + 1] ?? sorted[below]) - sorted[below]);
}

/** @param {number[]} values */
export function median(values) {
  return quantile(values, 0.5);
}
