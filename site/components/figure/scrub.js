// @ts-check
/** Numbers of the readout that can be dragged sideways, and moved by the arrow keys. */

import { steps } from "../../lib/keys.js";

/** @typedef {import("../../lib/state.js").State} State */

/** How far a number is dragged for one step, in pixels. */
const PIXELS_A_STEP = 4;

/**
 * @param {HTMLElement} number
 * @param {State} state
 */
export function makeScrubbable(number, state) {
  const key = /** @type {string} */ (number.dataset.scrub);
  /** @type {{x: number, moved: number} | null} */
  let drag = null;
  number.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    number.setPointerCapture(event.pointerId);
    number.focus({ preventScroll: true });
    event.preventDefault(); // neither select text nor start a drag of it
    drag = { x: event.clientX, moved: 0 };
  });
  number.addEventListener("pointermove", (event) => {
    if (!drag) return;
    const whole = Math.trunc((event.clientX - drag.x) / PIXELS_A_STEP);
    if (whole === drag.moved) return;
    state.move(key, whole - drag.moved);
    drag.moved = whole;
  });
  for (const end of ["pointerup", "pointercancel"]) {
    number.addEventListener(end, () => {
      if (drag?.moved) state.settle();
      drag = null;
    });
  }
  number.addEventListener("keydown", (event) => {
    const { low, high } = state.control(key);
    if (event.key === "Home") state.set({ [key]: low });
    else if (event.key === "End") state.set({ [key]: high });
    else {
      const { x, y } = steps(event);
      if (!(x + y)) return;
      state.move(key, x + y);
    }
    event.preventDefault();
  });
  number.addEventListener("keyup", () => state.settle());
}

/**
 * @param {HTMLElement} number
 * @param {State} state
 * @param {Record<string, number>} [pointed]  values of what is pointed at: seen, while the state stays as it is
 */
export function showScrubbable(number, state, pointed = {}) {
  const key = /** @type {string} */ (number.dataset.scrub);
  const text = state.text(key);
  /** @type {HTMLElement} */ (number.firstElementChild).textContent = key in pointed ? state.text(key, pointed[key]) : text;
  number.setAttribute("aria-valuenow", String(state.values[key]));
  number.setAttribute("aria-valuetext", text);
  number.toggleAttribute("data-negative", number.hasAttribute("data-signed") && state.values[key] < 0);
}
