// @ts-check
/** The arrow keys: where each points, and how many steps they ask for. */

/** @type {Record<string, {x: number, y: number}>} as on a screen: rightwards and downwards are positive */
export const ARROWS = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/**
 * A value is moved by one step, by ten with Shift or by Page Up and Page Down.
 *
 * @param {KeyboardEvent} event
 * @returns {{x: number, y: number}} upwards is positive
 */
export function steps(event) {
  if (event.ctrlKey || event.altKey || event.metaKey) return { x: 0, y: 0 };
  if (event.key === "PageUp") return { x: 0, y: 10 };
  if (event.key === "PageDown") return { x: 0, y: -10 };
  const { x, y } = ARROWS[event.key] ?? { x: 0, y: 0 };
  const many = event.shiftKey ? 10 : 1;
  return { x: many * x, y: -many * y };
}
