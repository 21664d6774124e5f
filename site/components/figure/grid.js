// @ts-check
/** The cells that a handle chooses among: each a step of its keys wide, with the value in its middle. */

import { pixelOf, valueAt } from "./axis.js";

/**
 * @typedef {import("../../lib/state.js").State} State
 * @typedef {import("../../protocol.js").Axis} Axis
 * @typedef {Record<string, number>} Values  of the handle's keys
 * @typedef {[number, number] | null} Over   how far the cells reach along an axis that the handle has not
 */

export class Grid {
  /**
   * @param {import("./handles.js").Handle} handle
   * @param {State} state  whose controls say how wide a step is
   */
  constructor(handle, state) {
    this.handle = handle;
    this._state = state;
  }

  /**
   * The values of the cell under the pointer, null where there is none.
   *
   * @param {MouseEvent} event
   * @param {Over} over
   * @returns {Values | null}
   */
  under(event, over) {
    const at = this.handle.pointer(event);
    /** @type {Values} */
    const values = {};
    for (const along of /** @type {const} */ (["x", "y"])) {
      const axis = this.handle.spec[along];
      if (axis) {
        const { low, high, step } = this._state.control(axis.key);
        const value = low + step * Math.round((valueAt(axis, at[along]) - low) / step);
        if (value < low || value > high) return null;
        values[axis.key] = value;
      } else if (!over || at[along] < over[0] || at[along] > over[1]) return null;
    }
    return values;
  }

  /**
   * Which cell that is, counted along x, row after row.
   *
   * @param {Values} values
   */
  place(values) {
    let place = 0;
    for (const axis of [this.handle.spec.y, this.handle.spec.x]) {
      if (!axis) continue;
      const { low, high, step } = this._state.control(axis.key);
      place = place * Math.round((high - low) / step + 1) + Math.round((values[axis.key] - low) / step);
    }
    return place;
  }

  /**
   * Where that cell lies in the panel, as styles.
   *
   * @param {Values} values
   * @param {Over} over
   */
  box(values, over) {
    const { width, height } = this.handle.size();
    const side = (/** @type {Axis | null} */ axis) => {
      if (!axis) return over ?? [0, 0];
      const { step } = this._state.control(axis.key);
      return [-0.5, 0.5].map((half) => pixelOf(axis, values[axis.key] + half * step)).sort((a, b) => a - b);
    };
    const [left, right] = side(this.handle.spec.x);
    const [top, bottom] = side(this.handle.spec.y);
    const share = (/** @type {number} */ length, /** @type {number} */ whole) => `${(100 * length) / whole}%`;
    return {
      left: share(left, width),
      top: share(top, height),
      width: share(right - left, width),
      height: share(bottom - top, height),
    };
  }
}
