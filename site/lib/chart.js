// @ts-check
/**
 * A line chart on a canvas: axes with names and numbers, each line named at its end with its value, and a
 * cursor at which the values stand instead. Colours and type are CSS's; it draws when told to and keeps nothing
 * but what it last drew.
 */

import { clamp, disc, stroke } from "./marks.js";

/**
 * @typedef {{x: number, y: number}} Point
 * @typedef {object} Series
 * @property {string} name
 * @property {string} colour   a CSS variable
 * @property {Point[]} points  in order of x
 * @property {boolean} dots    whether each point is marked: few ones that stand for themselves
 *
 * @typedef {object} Drawing
 * @property {Series[]} series
 * @property {import("./scales.js").Scale} x
 * @property {import("./scales.js").Scale} y
 * @property {string} xName
 * @property {(value: number) => string} write   a value as its label
 * @property {number | null} cursor   an x
 * @property {number} reach    how far from the cursor a point still counts
 */

const TOP = 10;
const BOTTOM = 40;
const LEFT = 46;

export class Chart {
  /**
   * @param {HTMLCanvasElement} canvas  its CSS size counts
   * @param {() => void} redraw  called when size or theme change
   */
  constructor(canvas, redraw) {
    this.canvas = canvas;
    this._context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    this._right = 0;
    this._sizes = new ResizeObserver(redraw);
    this._sizes.observe(canvas);
    this._themes = new MutationObserver(redraw);
    this._themes.observe(document.body, { attributeFilter: ["data-md-color-scheme"] });
  }

  /** Stop looking for changes. */
  disconnect() {
    this._sizes.disconnect();
    this._themes.disconnect();
  }

  /**
   * @param {number} clientX
   * @returns {number} the place on the x axis, 0 to 1
   */
  placeAt(clientX) {
    const { left, width } = this.canvas.getBoundingClientRect();
    return Math.min(1, Math.max(0, (clientX - left - LEFT) / (width - LEFT - this._right)));
  }

  /** @param {Drawing} drawing */
  draw(drawing) {
    const { canvas, _context: context } = this;
    const { clientWidth: width, clientHeight: height } = canvas;
    if (!width || !height) return;
    const ratio = devicePixelRatio || 1;
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
    }
    const style = getComputedStyle(canvas);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    const size = parseFloat(style.fontSize);
    const font = (/** @type {string} */ weight) => `${weight} ${size}px ${style.fontFamily}`;
    context.font = font("600");
    this._right = 14 + Math.max(...drawing.series.map(({ name }) => context.measureText(name).width), context.measureText("0.0000").width);
    context.font = font("400");
    const frame = { left: LEFT, top: TOP, right: width - this._right, bottom: height - BOTTOM, size, style, font };
    this._axes(drawing, frame);
    const x = (/** @type {number} */ value) => frame.left + drawing.x.place(value) * (frame.right - frame.left);
    const y = (/** @type {number} */ value) => frame.bottom - clamp(drawing.y.place(value)) * (frame.bottom - frame.top);
    if (drawing.cursor !== null) this._line(x(drawing.cursor), frame);
    context.save();
    for (const series of drawing.series) this._series(series, x, y, style);
    context.restore();
    this._labels(drawing, x, y, frame);
  }

  /**
   * @param {Drawing} drawing
   * @param {any} frame
   */
  _axes({ x, y, xName, write }, { left, top, right, bottom, size, style }) {
    const context = this._context;
    const [ink, rule, axis] = ["--nn-ink-muted", "--nn-rule", "--nn-rule-strong"].map((name) => style.getPropertyValue(name));
    context.lineWidth = 1;
    context.fillStyle = ink;
    context.textBaseline = "middle";
    context.textAlign = "right";
    let free = Infinity;
    for (const tick of y.ticks) {
      const at = Math.round(bottom - y.place(tick) * (bottom - top)) + 0.5;
      if (at > free) continue;
      free = at - size * 1.25;
      stroke(context, rule, left, at, right, at);
      context.fillText(String(tick), left - 7, at);
    }
    context.textBaseline = "top";
    context.textAlign = "center";
    for (const tick of x.ticks) {
      const at = Math.round(left + x.place(tick) * (right - left)) + 0.5;
      stroke(context, axis, at, bottom, at, bottom + 4);
      context.fillText(String(tick), at, bottom + 7);
    }
    stroke(context, axis, left, bottom + 0.5, right, bottom + 0.5);
    context.textAlign = "right";
    context.fillText(xName, right, bottom + 9 + size * 1.1);
  }

  /**
   * @param {number} at
   * @param {any} frame
   */
  _line(at, { top, bottom, style }) {
    const place = Math.round(at) + 0.5;
    stroke(this._context, style.getPropertyValue("--nn-ink-muted"), place, top, place, bottom);
  }

  /**
   * @param {Series} series
   * @param {(value: number) => number} x
   * @param {(value: number) => number} y
   * @param {CSSStyleDeclaration} style
   */
  _series({ points, colour, dots }, x, y, style) {
    const context = this._context;
    context.strokeStyle = context.fillStyle = style.getPropertyValue(colour);
    context.lineWidth = dots ? 2 : 1.5;
    context.lineJoin = "round";
    context.beginPath();
    for (const point of points) context.lineTo(x(point.x), y(point.y));
    context.stroke();
    if (dots) for (const point of points) disc(context, x(point.x), y(point.y), 3.5);
  }

  /**
   * Each line's name and value beside its end, or beside its height at the cursor; two that would touch part.
   *
   * @param {Drawing} drawing
   * @param {(value: number) => number} x
   * @param {(value: number) => number} y
   * @param {any} frame
   */
  _labels({ series, cursor, reach, write }, x, y, { top, right, bottom, size, style, font }) {
    const context = this._context;
    const line = size * 1.2;
    const labels = series.flatMap(({ name, colour, points }) => {
      const point = cursor === null ? points.at(-1) : nearest(points, cursor, reach);
      return point ? [{ name, colour, point, at: y(point.y) }] : [];
    });
    labels.sort((one, other) => one.at - other.at);
    let free = top + line - 4;
    for (const label of labels) {
      label.at = Math.max(label.at, free);
      free = label.at + 2 * line + 3;
    }
    let limit = bottom - line + 4;
    for (const label of labels.toReversed()) {
      label.at = Math.min(label.at, limit);
      limit = label.at - 2 * line - 3;
    }
    context.textAlign = "left";
    context.textBaseline = "middle";
    for (const { name, colour, point, at } of labels) {
      context.fillStyle = style.getPropertyValue(colour);
      if (cursor !== null) disc(context, x(point.x), y(point.y), 4.5);
      context.font = font("400");
      context.fillText(name, right + 9, at - line / 2);
      context.font = font("600");
      context.fillText(write(point.y), right + 9, at + line / 2);
    }
  }
}

/**
 * @param {Point[]} points  in order of x
 * @param {number} x
 * @param {number} reach
 * @returns {Point | null}
 */
export function nearest(points, x, reach) {
  let found = null;
  let distance = reach;
  for (const point of points) {
    const away = Math.abs(point.x - x);
    if (away <= distance) [found, distance] = [point, away];
  }
  return found;
}
