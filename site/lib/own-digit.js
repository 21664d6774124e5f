// @ts-check
/** The digit that the reader wrote last, as strokes: this browser keeps it, for every page that works with one. */

import { keep, kept } from "./kept.js";

/** @typedef {import("./strokes.js").Point} Point */

const KEY = "nnweb digit";

/** @returns {Point[][]} none where nothing was written, or something else was kept there */
export function ownDigit() {
  const strokes = kept(KEY);
  const isPoint = (/** @type {any} */ point) => Number.isFinite(point?.x) && Number.isFinite(point?.y);
  const isStroke = (/** @type {any} */ stroke) => Array.isArray(stroke) && stroke.length > 0 && stroke.every(isPoint);
  return Array.isArray(strokes) && strokes.every(isStroke) ? strokes : [];
}

/** @param {Point[][]} strokes */
export function keepDigit(strokes) {
  keep(KEY, strokes.length ? strokes : null);
}
