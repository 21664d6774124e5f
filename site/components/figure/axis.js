// @ts-check
/** Along an axis of a drawing: from a value to its pixel and back; `Scale` in site/figures/scales.py does the same. */

/** @typedef {import("../../protocol.js").Axis} Axis */

/**
 * @param {Axis | null} axis
 * @param {number} pixel
 * @param {number} fixed  where there is no axis
 */
export function beyond(axis, pixel, fixed) {
  const [low, high] = axis ? [axis.start, axis.end].sort((a, b) => a - b) : [fixed, fixed];
  return Math.max(low - pixel, pixel - high, 0);
}

/**
 * @param {Axis} axis
 * @param {number} value
 */
export function pixelOf({ low, high, start, end, log }, value) {
  const share = log ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
  return start + share * (end - start);
}

/**
 * @param {Axis} axis
 * @param {number} pixel
 */
export function valueAt({ low, high, start, end, log }, pixel) {
  const share = (pixel - start) / (end - start);
  return log ? low * (high / low) ** share : low + share * (high - low);
}
