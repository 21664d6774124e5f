// @ts-check
/** Scales of charts: from a value to its place between 0 and 1, and the round values worth a mark. */

/**
 * @typedef {object} Scale
 * @property {(value: number) => number} place   0 at the axis' start, 1 at its end
 * @property {number[]} ticks
 */

/** @param {number} length of the domain
 *  @param {number} count  of steps, about */
export function niceStep(length, count) {
  const rough = length / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  return ([1, 2, 5, 10].find((digit) => digit * power >= rough * 0.999) ?? 10) * power;
}

/**
 * @param {number} low
 * @param {number} high
 * @param {number} count  of ticks, about
 * @returns {Scale}
 */
export function linear(low, high, count = 5) {
  const step = niceStep(high - low, count);
  const ticks = [];
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) ticks.push(Number((i * step).toPrecision(12)));
  return { place: (value) => (value - low) / (high - low), ticks };
}

/**
 * Widened to the next 1, 2 or 5 on both sides.
 *
 * @param {number} low   above 0
 * @param {number} high
 * @returns {Scale}
 */
export function logarithmic(low, high) {
  const from = round(low, Math.floor);
  const to = Math.max(round(high, Math.ceil), from * 1.999);
  const ticks = [];
  for (let power = Math.floor(Math.log10(from)) - 1; power <= Math.log10(to) + 1; power++) {
    for (const digit of [1, 2, 5]) {
      const tick = Number(`${digit}e${power}`);
      if (tick >= from * 0.999 && tick <= to * 1.001) ticks.push(tick);
    }
  }
  const length = Math.log(to / from);
  return { place: (value) => Math.log(Math.max(value, from) / from) / length, ticks };
}

/**
 * For shares close to 1: as far from 0.9 to 0.99 as from 0.99 to 0.999.
 *
 * @param {number} low
 * @param {number} high  at most 1
 * @returns {Scale}
 */
export function nines(low, high) {
  const missing = logarithmic(Math.max(1 - high, 0.001), Math.min(1, Math.max(1 - low, 0.002)));
  return {
    place: (value) => 1 - missing.place(1 - value),
    ticks: missing.ticks.map((tick) => Number((1 - tick).toPrecision(6))).reverse(),
  };
}

/**
 * @param {number} value
 * @param {(exponent: number) => number} way  Math.floor or Math.ceil
 */
function round(value, way) {
  const power = 10 ** Math.floor(Math.log10(value));
  const digits = [1, 2, 5, 10];
  const ratio = value / power;
  const digit = way === Math.floor
    ? digits.findLast((each) => each <= ratio * 1.0001)
    : digits.find((each) => each >= ratio * 0.9999);
  return (digit ?? 1) * power;
}
