// @ts-check
/**
 * Hands on the pad: mouse, touch and pen by pointer events, and a pen moved by the arrow keys. Tells its
 * element what happened by events: "stroke" (begun or gone on), "lift", "clear", "undo", "done", "leave", "pen".
 */

import { ARROWS } from "./keys.js";

/** @typedef {import("./strokes.js").Point} Point */

const STEP = 0.04;
const SMALL_STEP = 0.01;

export class Pad extends EventTarget {
  /**
   * @param {HTMLElement} element
   * @param {(point: Point) => Point[]} begin  a stroke, returned to go on with
   */
  constructor(element, begin) {
    super();
    this._element = element;
    this._begin = begin;
    /** @type {{id: number, stroke: Point[]} | null} */
    this._pointer = null;
    /** @type {Point[] | null} the stroke that the pen of the keys is drawing */
    this._line = null;
    this.pen = { x: 0.5, y: 0.2 };
    this._held = new Set();
    element.addEventListener("pointerdown", (event) => this._down(event));
    element.addEventListener("pointermove", (event) => this._move(event));
    for (const end of ["pointerup", "pointercancel"]) element.addEventListener(end, (event) => this._up(/** @type {PointerEvent} */ (event)));
    element.addEventListener("keydown", (event) => this._key(event));
    element.addEventListener("keyup", (event) => this._held.delete(event.key));
    element.addEventListener("blur", () => {
      this._held.clear();
      this.lift();
    });
  }

  get penIsDown() {
    return this._line !== null;
  }

  /** Raise the pen of the keys. */
  lift() {
    if (!this._line) return;
    this._line = null;
    this._say("pen");
    this._say("lift");
  }

  /** @param {string} what */
  _say(what) {
    this.dispatchEvent(new Event(what));
  }

  /** @param {PointerEvent} event */
  _down(event) {
    if (!event.isPrimary || event.button !== 0 || this._pointer) return;
    this.lift();
    this._element.setPointerCapture(event.pointerId);
    this._pointer = { id: event.pointerId, stroke: this._begin(this._place(event)) };
    this._say("stroke");
  }

  /** @param {PointerEvent} event */
  _move(event) {
    if (event.pointerId !== this._pointer?.id) return;
    // A browser may join several moves into one event; the line wants each of them.
    const moves = event.getCoalescedEvents?.() ?? [];
    for (const move of moves.length ? moves : [event]) this._pointer.stroke.push(this._place(move));
    this._say("stroke");
  }

  /** @param {PointerEvent} event */
  _up(event) {
    if (event.pointerId !== this._pointer?.id) return;
    this._pointer = null;
    this._say("lift");
  }

  /**
   * @param {PointerEvent} event
   * @returns {Point}
   */
  _place(event) {
    const { left, top, width, height } = this._element.getBoundingClientRect();
    const { clientLeft: edge } = this._element;
    return { x: (event.clientX - left - edge) / (width - 2 * edge), y: (event.clientY - top - edge) / (height - 2 * edge) };
  }

  /** @param {KeyboardEvent} event */
  _key(event) {
    if (event.altKey) return;
    const command = event.ctrlKey || event.metaKey;
    if (event.key in ARROWS && !command) {
      this._held.add(event.key);
      this._walk(event.shiftKey ? SMALL_STEP : STEP);
    } else if (event.key === " ") {
      if (!event.repeat) this._toggle();
    } else if (command && event.key.toLowerCase() === "z") {
      this._line = null; // the stroke may be the one that goes
      this._say("undo");
      this._say("pen");
    } else if (event.key === "Enter") {
      this.lift();
      this._say("done");
    } else if (event.key === "Delete" || event.key === "Backspace") {
      this._line = null;
      this._say("clear");
      this._say("pen");
    } else if (event.key === "Escape") {
      this.lift();
      this._say("leave");
    } else return;
    event.preventDefault();
  }

  /** @param {number} step  along every arrow that is held: two make a diagonal */
  _walk(step) {
    const inside = (/** @type {number} */ place) => Math.min(0.96, Math.max(0.04, place));
    let { x, y } = this.pen;
    for (const key of this._held) {
      x += ARROWS[key].x * step;
      y += ARROWS[key].y * step;
    }
    this.pen = { x: inside(x), y: inside(y) };
    this._say("pen");
    if (!this._line) return;
    this._line.push(this.pen);
    this._say("stroke");
  }

  _toggle() {
    if (this._line) return this.lift();
    this._line = this._begin(this.pen);
    this._say("pen");
    this._say("stroke");
  }
}
