// @ts-check
/** The network as the reader sees it: a tile an input or unit, a line a weight. Fires "choose" and "toggle". */

import { fill } from "../../lib/i18n.js";
import { ARROWS } from "../../lib/keys.js";

/** Pixels from a line within which a press still means it. */
const NEAR = 9;

export class Diagram extends EventTarget {
  /**
   * @param {Record<string, any>} parts
   * @param {import("./heatmaps.js").Heatmaps} heatmaps
   */
  constructor(parts, heatmaps) {
    super();
    this._parts = parts;
    this._heatmaps = heatmaps;
    /** @type {any} */
    this.layout = null;
    /** @type {{layer: number, unit: number} | null} */
    this.chosen = null;
    /** @type {SVGLineElement[]} */
    this._lines = [];
    const { diagram } = parts;
    /** Pixels a side of an input's or a unit's picture. */
    this._small = Number(diagram.dataset.small);
    diagram.addEventListener("click", (/** @type {MouseEvent} */ event) => this._press(event));
    diagram.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => this._move(event));
  }

  /**
   * @param {any} layout
   * @param {any} words
   */
  arrange(layout, words) {
    const { tiles, edges, heads } = this._parts;
    const focused = document.activeElement?.closest(".nn-tile");
    const at = focused instanceof HTMLElement ? `[data-layer="${focused.dataset.layer}"][data-unit="${focused.dataset.unit}"]` : null;
    this.layout = layout;
    heads.replaceChildren(...[words.inputs_head, ...layout.hidden.map((/** @type {number} */ _, /** @type {number} */ i) => fill(words.layer_head, { layer: i + 1 })), words.output_head]
      .map((text) => Object.assign(document.createElement("span"), { textContent: text })));
    tiles.replaceChildren(...layout.tiles.map((/** @type {any} */ tile) => this._tile(tile, words)));
    this._lines = layout.edges.map((/** @type {any} */ edge) => {
      const line = document.createElementNS("http://www.w3.org/2000/svg", "line");
      for (const key of ["x1", "y1", "x2", "y2"]) line.setAttribute(key, edge[key]);
      return line;
    });
    edges.replaceChildren(...this._lines);
    this._canvases = [...tiles.querySelectorAll(".nn-tile--unit canvas")];
    this._outputCanvas = tiles.querySelector(".nn-tile--output canvas");
    this._focusable(at ? tiles.querySelector(at) : null, Boolean(at));
    if (this.chosen && !this._find(this.chosen)) this.chosen = null;
    this._mark();
  }

  /**
   * @param {any} tile
   * @param {any} words
   */
  _tile({ kind, key, on, layer, unit, x, y }, words) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = `nn-tile nn-tile--${kind}`;
    Object.assign(button.dataset, { kind, layer, unit });
    Object.assign(button.style, { left: `${x}%`, top: `${y}%` });
    button.tabIndex = -1;
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = kind === "output" ? this._parts.output.width : this._small;
    if (kind === "input") {
      button.dataset.input = key;
      button.setAttribute("aria-pressed", String(on));
      button.setAttribute("aria-label", fill(words.input_name, { input: words.controls[key] }));
      const name = Object.assign(document.createElement("span"), { className: "nn-tile__name", textContent: words.controls[key] });
      button.append(name);
      this._heatmaps.paint(canvas, part(this.layout.pictures, unit, this._small ** 2));
    } else {
      button.setAttribute("aria-label", this.nameOf({ layer, unit }, words));
    }
    button.append(canvas);
    return button;
  }

  /**
   * @param {{layer: number, unit: number}} which
   * @param {any} words
   * @returns {string}
   */
  nameOf({ layer, unit }, words) {
    return layer > this.layout.hidden.length ? words.output_name : fill(words.unit_name, { layer, unit: unit + 1 });
  }

  /** @param {import("../../protocol.js").PlaygroundView} view */
  show({ weights, units, output }) {
    for (const [i, line] of this._lines.entries()) {
      const weight = weights[this.layout.edges[i].at];
      line.style.strokeWidth = (0.75 + 2 * Math.min(Math.abs(weight), 3)).toFixed(2);
      line.classList.toggle("nn-edge--negative", weight < 0);
    }
    for (const [i, canvas] of (this._canvases ?? []).entries()) {
      this._heatmaps.paint(canvas, part(units, i, this._small ** 2));
    }
    if (this._outputCanvas) this._heatmaps.paint(this._outputCanvas, output);
  }

  /** @param {{layer: number, unit: number}} which */
  choose(which, input = 0, focus = false) {
    this.chosen = which;
    this._mark();
    this.dispatchEvent(new CustomEvent("choose", { detail: { input, focus } }));
  }

  /**
   * Let one line stand out: the weight whose field has the focus.
   *
   * @param {number | null} at
   */
  point(at) {
    for (const [i, line] of this._lines.entries()) line.classList.toggle("nn-edge--pointed", this.layout.edges[i].at === at);
  }

  _mark() {
    for (const [i, line] of this._lines.entries()) {
      const { layer, unit } = this.layout.edges[i];
      line.classList.add("nn-edge");
      line.classList.toggle("nn-edge--chosen", layer === this.chosen?.layer && unit === this.chosen?.unit);
    }
    for (const tile of this._parts.tiles.children) tile.classList.toggle("nn-tile--chosen", tile === (this.chosen && this._find(this.chosen)));
  }

  /** @param {{layer: number, unit: number}} which */
  _find({ layer, unit }) {
    return this._parts.tiles.querySelector(`[data-layer="${layer}"][data-unit="${unit}"]`);
  }

  /**
   * One tile can be reached by Tab, the others from there by arrows.
   *
   * @param {HTMLElement | null} tile
   */
  _focusable(tile, focus = false) {
    const all = /** @type {HTMLElement[]} */ ([...this._parts.tiles.children]);
    const one = tile ?? all[0];
    for (const each of all) each.tabIndex = each === one ? 0 : -1;
    if (focus) one.focus({ preventScroll: true });
  }

  /** @param {MouseEvent} event */
  _press(event) {
    const tile = /** @type {HTMLElement | null} */ (event.target instanceof Element && event.target.closest(".nn-tile"));
    if (tile) {
      this._focusable(tile);
      if (tile.dataset.input) this.dispatchEvent(new CustomEvent("toggle", { detail: tile.dataset.input }));
      else if (this.layout) this.choose({ layer: Number(tile.dataset.layer), unit: Number(tile.dataset.unit) });
    } else if (this.layout) {
      this._pressLine(event);
    }
  }

  /** @param {MouseEvent} event */
  _pressLine({ clientX, clientY }) {
    const { left, top, width, height } = this._parts.edges.getBoundingClientRect();
    /** @type {(typeof this.layout.edges)[number] | null} */
    let found = null;
    let distance = NEAR;
    for (const edge of this.layout.edges) {
      const [x1, y1] = [left + (edge.x1 * width) / 100, top + (edge.y1 * height) / 100];
      const [dx, dy] = [((edge.x2 - edge.x1) * width) / 100, ((edge.y2 - edge.y1) * height) / 100];
      const along = Math.min(1, Math.max(0, ((clientX - x1) * dx + (clientY - y1) * dy) / (dx * dx + dy * dy)));
      const away = Math.hypot(clientX - x1 - along * dx, clientY - y1 - along * dy);
      if (away < distance) [found, distance] = [edge, away];
    }
    if (found) this.choose({ layer: found.layer, unit: found.unit }, found.input, true);
  }

  /** @param {KeyboardEvent} event */
  _move(event) {
    const tile = event.target instanceof HTMLElement ? event.target : null;
    const by = ARROWS[event.key];
    if (!by || !tile?.classList.contains("nn-tile")) return;
    event.preventDefault();
    const all = /** @type {HTMLElement[]} */ ([...this._parts.tiles.children]);
    const layer = Number(tile.dataset.layer) + by.x;
    const column = all.filter((each) => Number(each.dataset.layer) === layer);
    const height = (/** @type {HTMLElement} */ each) => parseFloat(each.style.top);
    const next = by.x
      ? column.sort((one, other) => Math.abs(height(one) - height(tile)) - Math.abs(height(other) - height(tile)))[0]
      : column.find((each) => Number(each.dataset.unit) === Number(tile.dataset.unit) + by.y);
    if (next) this._focusable(next, true);
  }
}

/**
 * @param {Float32Array} values  of several pictures, one after another
 * @param {number} i
 * @param {number} size  of each
 */
function part(values, i, size) {
  return values.subarray(i * size, (i + 1) * size);
}
