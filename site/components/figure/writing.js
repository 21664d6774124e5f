// @ts-check
/**
 * The pad of a figure that computes with the reader's own digit. It is there while "source" chooses the digit, in
 * the place of the test image's number; what is on it is no part of the state, for no link carries it.
 */

import { showInk, showPen } from "../../lib/ink.js";
import { languageOf, strings } from "../../lib/i18n.js";
import { keepDigit, ownDigit } from "../../lib/own-digit.js";
import { Pad } from "../../lib/pad.js";
import { rasterise } from "../../lib/strokes.js";
import { PadHistory } from "../../lib/undo.js";

/** Fires "change" when there is other ink, "settle" when a stroke has ended, and "said" with what is to be told. */
export class Writing extends EventTarget {
  /**
   * @param {Record<string, any>} parts  of the figure: `writing` holds its pad
   * @param {HTMLElement | null} instead  what the pad takes the place of
   */
  constructor(parts, instead) {
    super();
    this._parts = parts;
    this._instead = instead;
    this._history = new PadHistory(ownDigit());
    /** @type {Record<string, string> | undefined} */
    this._words = undefined;
    /** @type {ReturnType<typeof rasterise> | null} of what is on the pad now, once it was asked for */
    this._raster = null;
    this._listen(new Pad(parts.pad, (point) => this._history.begin(point)));
    showInk(parts, this._history.now.strokes, this._history.blank);
    strings(languageOf(parts.pad)).then((words) => (this._words = words.draw), () => {}); // without, the pen is silent
  }

  /** @param {Pad} pad */
  _listen(pad) {
    const { clear } = this._parts;
    pad.addEventListener("stroke", () => this._changed());
    for (const end of ["lift", "done"]) pad.addEventListener(end, () => this._settle());
    pad.addEventListener("clear", () => this._clear());
    pad.addEventListener("undo", () => {
      this._history.undo();
      this._changed();
      this._settle();
    });
    pad.addEventListener("leave", () => clear.focus());
    pad.addEventListener("pen", () => this._say(showPen(this._parts, pad, this._words)));
    clear.addEventListener("click", () => this._clear());
  }

  /**
   * @returns {{values: Uint8Array, shape: number[]} | undefined} the ink, as the worker takes it; none of a blank pad
   */
  get ink() {
    if (this._history.blank) return undefined;
    this._raster ??= rasterise(this._history.now.strokes);
    return this._raster;
  }

  /** @param {boolean} chosen */
  show(chosen) {
    this._parts.writing.hidden = !chosen;
    if (this._instead) this._instead.hidden = chosen;
  }

  _clear() {
    if (this._history.blank) return;
    this._history.clear();
    this._changed();
    this._settle();
  }

  _changed() {
    this._raster = null;
    showInk(this._parts, this._history.now.strokes, this._history.blank);
    this.dispatchEvent(new Event("change"));
  }

  _settle() {
    keepDigit(this._history.now.strokes);
    this.dispatchEvent(new Event("settle"));
  }

  /** @param {string} sentence */
  _say(sentence) {
    if (sentence) this.dispatchEvent(new CustomEvent("said", { detail: sentence }));
  }
}
