// @ts-check
/**
 * What can be dragged in the drawing. A handle is an element over the drawing, so it stays (with focus and
 * pointer) while the drawing under it is swapped; where it stands follows from the state at once.
 */

import { steps } from "../../lib/keys.js";
import { beyond, pixelOf, valueAt } from "./axis.js";

/**
 * @typedef {import("../../lib/state.js").State} State
 * @typedef {import("../../protocol.js").Axis} Axis
 * @typedef {import("../../protocol.js").Handle} Spec
 */

/** @type {WeakMap<HTMLElement, Handle[]>} of a panel, those that a press anywhere in it may bring there */
const pressed = new WeakMap();

export class Handle {
  /**
   * @param {HTMLElement} element
   * @param {Spec} spec
   * @param {State} state
   */
  constructor(element, spec, state) {
    this._element = element;
    this._state = state;
    this.panel = /** @type {HTMLElement} */ (element.closest("[data-panel]"));
    /** Newest says how the drawing lies: a figure may change its scales. */
    this.spec = spec;
    /** @type {{x: number, y: number} | null} from the pointer to the handle's middle, in the drawing's units */
    this._grip = null;
    this._listen();
  }

  /** The keys of the state that it sets: along x, then along y. */
  get keys() {
    return [this.spec.x, this.spec.y].flatMap((axis) => (axis ? [axis.key] : []));
  }

  _listen() {
    const element = this._element;
    element.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      element.setPointerCapture(event.pointerId);
      element.focus({ preventScroll: true });
      event.preventDefault();
      const [x, y] = this._place();
      const at = this.pointer(event);
      // What the drawing marks has a smaller mark than the handle: the press is meant for what lies under it.
      this._grip = this.spec.marked ? { x: 0, y: 0 } : { x: x - at.x, y: y - at.y };
      if (this.spec.marked) this._take(at);
    });
    element.addEventListener("pointermove", (event) => {
      if (!this._grip) return;
      const at = this.pointer(event);
      this._take({ x: at.x + this._grip.x, y: at.y + this._grip.y });
    });
    for (const end of ["pointerup", "pointercancel"]) {
      element.addEventListener(end, () => {
        if (this._grip) this._state.settle();
        this._grip = null;
      });
    }
    element.addEventListener("keydown", (event) => this._key(event));
    element.addEventListener("keyup", () => this._state.settle());
    if (!this.spec.anywhere) return;
    this.panel.classList.add("nn-figure__panel--press");
    const others = pressed.get(this.panel) ?? [];
    pressed.set(this.panel, [...others, this]);
    this.panel.addEventListener("click", (event) => {
      const { target } = event;
      if (target instanceof Element && target.closest("[data-handle]")) return; // the end of a drag
      if (this !== nearest(pressed.get(this.panel) ?? [], this.pointer(event))) return;
      this._take(this.pointer(event));
      this._state.settle();
      element.focus({ preventScroll: true });
    });
  }

  /** @param {{x: number, y: number}} at  in the drawing's units */
  _take(at) {
    const { x, y } = this.spec;
    this._state.set({ ...(x && { [x.key]: valueAt(x, at.x) }), ...(y && { [y.key]: valueAt(y, at.y) }) });
  }

  /** @param {KeyboardEvent} event */
  _key(event) {
    const { x, y } = this.spec;
    const main = /** @type {Axis} */ (x ?? y);
    const { low, high } = this._state.control(main.key);
    const by = steps(event);
    if (y && y.start < y.end) by.y = -by.y; // the arrow moves it the way it points, where values grow downwards
    if (event.key === "Home") this._state.set({ [main.key]: low });
    else if (event.key === "End") this._state.set({ [main.key]: high });
    else if (x && y && (by.x || by.y)) this._move(by);
    else if (by.x + by.y) this._state.move(main.key, by.x + by.y);
    else return;
    event.preventDefault();
  }

  /** @param {{x: number, y: number}} by */
  _move(by) {
    if (by.x) this._state.move(/** @type {Axis} */ (this.spec.x).key, by.x);
    if (by.y) this._state.move(/** @type {Axis} */ (this.spec.y).key, by.y);
  }

  show() {
    const element = this._element;
    const { width, height } = this.size();
    const [left, top] = this._place();
    element.style.left = `${(100 * left) / width}%`;
    element.style.top = `${(100 * top) / height}%`;
    const { keys } = this;
    element.setAttribute("aria-valuenow", String(this._state.values[keys[0]]));
    const texts = keys.map((key) => `${this._state.control(key).label} ${this._state.text(key)}`);
    element.setAttribute("aria-valuetext", texts.join(", "));
  }

  /** @returns {[number, number]} */
  _place() {
    const { x, y, at } = this.spec;
    const values = this._state.values;
    return [x ? pixelOf(x, values[x.key]) : at[0], y ? pixelOf(y, values[y.key]) : at[1]];
  }

  /** Of the panel, in the drawing's units. */
  size() {
    const style = this.panel.style;
    return { width: Number(style.getPropertyValue("--nn-width")), height: Number(style.getPropertyValue("--nn-height")) };
  }

  /**
   * How far a place is from where this can be dragged.
   *
   * @param {{x: number, y: number}} at  in the drawing's units
   */
  distance(at) {
    const { x, y, at: fixed } = this.spec;
    return Math.hypot(beyond(x, at.x, fixed[0]), beyond(y, at.y, fixed[1]));
  }

  /**
   * @param {MouseEvent} event
   * @returns {{x: number, y: number}} in the drawing's units
   */
  pointer(event) {
    const box = this.panel.getBoundingClientRect();
    const { width, height } = this.size();
    return {
      x: ((event.clientX - box.left) / box.width) * width,
      y: ((event.clientY - box.top) / box.height) * height,
    };
  }
}

/**
 * @param {Handle[]} handles
 * @param {{x: number, y: number}} at
 */
function nearest(handles, at) {
  return [...handles].sort((one, other) => one.distance(at) - other.distance(at))[0];
}
