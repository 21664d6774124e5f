// @ts-check
/** The few marks that charts on a canvas are made of. */

/** @param {number} place */
export function clamp(place) {
  return Math.min(1, Math.max(0, place));
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {string} colour
 * @param {number} x1
 * @param {number} y1
 * @param {number} x2
 * @param {number} y2
 */
export function stroke(context, colour, x1, y1, x2, y2) {
  context.strokeStyle = colour;
  context.beginPath();
  context.moveTo(x1, y1);
  context.lineTo(x2, y2);
  context.stroke();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} x
 * @param {number} y
 * @param {number} radius
 */
export function disc(context, x, y, radius) {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fill();
}
