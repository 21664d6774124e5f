// @ts-check
/** The arrow keys as steps: ten with Shift or by Page Up and Page Down. */

/**
 * @param {KeyboardEvent} event
 * @returns {{x: number, y: number}} upwards is positive
 */
export function steps(event) {
  if (event.ctrlKey || event.altKey || event.metaKey) return { x: 0, y: 0 };
  const many = event.shiftKey ? 10 : 1;
  switch (event.key) {
    case "ArrowRight": return { x: many, y: 0 };
    case "ArrowLeft": return { x: -many, y: 0 };
    case "ArrowUp": return { x: 0, y: many };
    case "ArrowDown": return { x: 0, y: -many };
    case "PageUp": return { x: 0, y: 10 };
    case "PageDown": return { x: 0, y: -10 };
    default: return { x: 0, y: 0 };
  }
}
