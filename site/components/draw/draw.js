// @ts-check
/**
 * The drawing pad: what the reader writes goes to the network as it is written, one question at a time, and
 * the newest drawing next. Python starts at the first touch.
 */

import { client } from "../../client.js";
import { listening } from "../../lib/early.js";
import { fill, languageOf, strings } from "../../lib/i18n.js";
import { showInk, showPen } from "../../lib/ink.js";
import { Newest } from "../../lib/newest.js";
import { keepDigit } from "../../lib/own-digit.js";
import { Pad } from "../../lib/pad.js";
import { partsOf } from "../../lib/parts.js";
import { rasterise } from "../../lib/strokes.js";
import { PadHistory } from "../../lib/undo.js";
import { Answer, paint, reads } from "./answer.js";
import { NetworkChoice } from "./network-choice.js";

/** @typedef {import("../../protocol.js").Prediction & Partial<import("../../protocol.js").TestPrediction>} Prediction */

class DrawElement extends HTMLElement {
  _history = new PadHistory();
  /** @type {Record<string, any>} */
  _parts = {};
  /** @type {any} the whole table of strings */
  _words;
  /** @type {Answer | undefined} */
  _answer;
  /** The next answer is to be said aloud. */
  _speak = false;
  _leaving = new AbortController();

  async connectedCallback() {
    if (this._parts.pad) return; // moved within the page: everything is in place
    this._parts = partsOf(this);
    // The pad takes ink at once; it says something as soon as it has the words.
    this._listen();
    const language = languageOf(this);
    this._words = await strings(language);
    if (!this.isConnected) return; // the page was left meanwhile
    this._answer = new Answer(/** @type {any} */ (this._parts), language, this._words.draw);
    this._choice?.sayAccuracy(this._words.draw).catch(() => {}); // offline: the sentence stands without it
    if (client.started) this._newest?.ask();
    else this._ask();
    listening(this);
  }

  disconnectedCallback() {
    this._leaving.abort();
  }

  _listen() {
    const { signal } = this._leaving;
    const parts = this._parts;
    const pad = (this._pad = new Pad(parts.pad, (point) => {
      const stroke = this._history.begin(point);
      this._changed();
      return stroke;
    }));
    pad.addEventListener("stroke", () => this._changed());
    pad.addEventListener("lift", () => this._finish());
    pad.addEventListener("done", () => this._finish());
    pad.addEventListener("clear", () => this._clear());
    pad.addEventListener("undo", () => this._undo());
    pad.addEventListener("leave", () => parts.clear.focus());
    pad.addEventListener("pen", () => this._showPen());
    parts.clear.addEventListener("click", () => this._clear());
    parts.undo.addEventListener("click", () => this._undo());
    parts.another.addEventListener("click", () => this._pick(Math.floor(Math.random() * (Number(parts.index.max) + 1))));
    parts.index.addEventListener("change", () => this._pickNamed());
    parts.tests.addEventListener("submit", (/** @type {Event} */ event) => {
      event.preventDefault();
      this._pickNamed();
    });
    this._choice = new NetworkChoice(parts, signal);
    this._choice.addEventListener("change", () => this._newest?.state === "ready" && this._ask());
    this._newest = new Newest(this, parts.waiting, () => this._answerNow(), signal);
  }

  // What the reader does

  _changed() {
    this._redraw();
    this._ask();
  }

  _clear() {
    this._history.clear();
    this._said(this._words?.draw.cleared ?? "");
    this._changed();
  }

  _undo() {
    this._history.undo();
    this._speak = true;
    this._changed();
  }

  /** A stroke has ended: now is the time to say what the network makes of it, and to keep it for the lessons. */
  _finish() {
    const { strokes } = this._history.now;
    if (strokes.length) keepDigit(strokes);
    this._speak = true;
    this._ask();
  }

  /** @param {number} index */
  _pick(index) {
    this._parts.index.value = String(index);
    this._history.show({ index, pixels: null });
    this._speak = true;
    this._changed();
  }

  _pickNamed() {
    const { index } = this._parts;
    if (index.value !== "" && index.reportValidity()) this._pick(Number(index.value));
  }

  // What the network says

  /** Ask about the pad as it is now; what is blank needs no asking. */
  _ask() {
    if (!this._words) return;
    if (this._history.blank) this._show(null);
    else this._newest?.ask();
  }

  async _answerNow() {
    const drawing = this._history.now;
    try {
      const prediction = await this._predict(drawing);
      if (drawing === this._history.now) this._show(prediction);
    } catch (error) {
      if (/** @type {any} */ (error).kind !== "no_model") throw error;
      this._choice?.choose("shipped");
      this._ask();
    }
  }

  /**
   * @param {import("../../lib/undo.js").Drawing} drawing
   * @returns {Promise<Prediction | null>} none of a blank pad
   */
  async _predict({ strokes, image }) {
    const model = /** @type {NetworkChoice} */ (this._choice).answering;
    if (image) return this._predictImage(image, model);
    if (strokes.length === 0) return null;
    const drawing = rasterise(strokes);
    return client.request("predict", { drawing, model }, { transfer: [drawing.values.buffer] });
  }

  /**
   * @param {import("../../lib/undo.js").TestImage} image
   * @param {import("../../protocol.js").ModelChoice} model
   * @returns {Promise<Prediction>}
   */
  async _predictImage(image, model) {
    const onEvent = (/** @type {import("../../protocol.js").EventOf<"load_data">} */ { data }) => this._newest?.wait(data);
    await client.request("load_data", { split: "test" }, { onEvent });
    const prediction = await client.request("test_image", { index: image.index, model });
    image.pixels = prediction.input.values;
    this._redraw();
    return prediction;
  }

  // What is seen and heard

  _redraw() {
    const { strokes, image } = this._history.now;
    const parts = this._parts;
    showInk(parts, strokes, this._history.blank);
    parts.image.hidden = !image;
    if (image) paint(parts.image, image.pixels);
    parts.undo.setAttribute("aria-disabled", String(!this._history.canUndo));
    if (!image) parts.index.value = "";
  }

  /** @param {Prediction | null} prediction */
  _show(prediction) {
    this._answer?.show(prediction);
    if (this._speak && !this._newest?.stale && reads(prediction)) {
      this._speak = false;
      this._said(this._sentence(prediction));
    }
  }

  /** @param {Prediction} prediction */
  _sentence(prediction) {
    const { digit, label, index, probabilities } = prediction;
    const words = this._words.draw;
    const values = { digit, label: label ?? "", index: index ?? "", percent: this._answer?.percent(probabilities[digit]) ?? "" };
    if (label === undefined) return fill(words.said, values);
    return fill(label === digit ? words.said_right : words.said_wrong, values);
  }

  /** @param {string} sentence */
  _said(sentence) {
    this._parts.said.textContent = sentence;
  }

  _showPen() {
    const told = showPen(this._parts, /** @type {Pad} */ (this._pad), this._words?.draw);
    if (told) this._said(told);
  }
}

customElements.define("nn-draw", DrawElement);
