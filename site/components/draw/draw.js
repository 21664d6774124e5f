// @ts-check
/**
 * The drawing pad: what the reader writes goes to the network as it is written, one question at a time, and
 * the newest drawing next. Python starts at the first touch.
 */

import { client } from "../../client.js";
import { listening } from "../../lib/early.js";
import { fill, languageOf, strings } from "../../lib/i18n.js";
import { showFailure } from "../../lib/failure.js";
import { showLoading } from "../../lib/loading.js";
import { partsOf } from "../../lib/parts.js";
import { Answer, paint, reads } from "./answer.js";
import { History, path, rasterise } from "./drawing.js";
import { Networks } from "./networks.js";
import { Pad } from "./pad.js";

/** @typedef {import("../../protocol.js").Prediction} Prediction */

const TEST_IMAGES = 10000;

class Draw extends HTMLElement {
  _history = new History();
  /** @type {Record<string, any>} */
  _parts = {};
  /** @type {any} the whole table of strings */
  _words;
  /** @type {Answer | undefined} */
  _answer;
  _asking = false;
  /** The pad has changed since the question that is on its way. */
  _stale = false;
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
    this._networks?.sayAccuracy(this._words.draw).catch(() => {}); // offline: the sentence stands without it
    if (client.started) this._wake();
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
    parts.another.addEventListener("click", () => this._pick(Math.floor(Math.random() * TEST_IMAGES)));
    parts.index.addEventListener("change", () => this._pickNamed());
    parts.tests.addEventListener("submit", (/** @type {Event} */ event) => {
      event.preventDefault();
      this._pickNamed();
    });
    this._networks = new Networks(parts, signal);
    this._networks.addEventListener("change", () => this.dataset.state === "ready" && this._ask());
    client.addEventListener("replaced", () => this._wakeAgain(), { signal });
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

  /** A stroke has ended: now is the time to say what the network makes of it. */
  _finish() {
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

  /** Start Python, or wait for whoever started it. */
  async _wake() {
    if (this.dataset.state === "loading") return;
    this.dataset.state = "loading";
    try {
      await client.boot((event) => showLoading(this._parts.waiting, this._words, event.data));
      this._ready();
    } catch (error) {
      this._refused(/** @type {any} */ (error));
    }
  }

  /** The worker was replaced: whatever was asked of the old one is asked of the new one. */
  _wakeAgain() {
    if (this.dataset.state === "idle") return;
    this.dataset.state = "idle";
    this._wake();
  }

  _ready() {
    this._parts.waiting.replaceChildren();
    this.dataset.state = "ready";
    this._ask();
  }

  /** Ask about the pad as it is now, or, where a question is on its way, once that is answered. */
  async _ask() {
    if (!this._words) return;
    if (this._history.blank) return this._show(null);
    if (this.dataset.state === "idle" || this.dataset.state === "error") return this._wake();
    if (this.dataset.state === "loading") return;
    this._stale = true;
    if (this._asking) return;
    this._asking = true;
    try {
      while (this._stale) {
        this._stale = false;
        const drawing = this._history.now;
        const prediction = await (drawing.image ? this._askImage(drawing.image) : this._askStrokes(drawing.strokes));
        if (drawing === this._history.now) this._show(prediction);
      }
    } catch (error) {
      this._refused(/** @type {any} */ (error));
    } finally {
      this._asking = false;
    }
  }

  /** @param {import("./drawing.js").Point[][]} strokes */
  _askStrokes(strokes) {
    const drawing = rasterise(strokes);
    return client.request("predict", { drawing, model: this._networks?.answering }, { transfer: [drawing.values.buffer] });
  }

  /** @param {import("./drawing.js").TestImage} image */
  async _askImage(image) {
    let waited = false;
    const onEvent = (/** @type {any} */ { data }) => {
      waited = true;
      this.dataset.state = "loading";
      showLoading(this._parts.waiting, this._words, data);
    };
    await client.request("load_data", { split: "test" }, { onEvent });
    const prediction = await client.request("test_image", { index: image.index, model: this._networks?.answering });
    if (waited) {
      this._parts.waiting.replaceChildren();
      this.dataset.state = "ready";
    }
    image.pixels = prediction.input.values;
    this._redraw();
    return prediction;
  }

  /** @param {Error & {kind?: string}} error */
  _refused(error) {
    if (error.kind === "stopped") return; // the worker was replaced: see _wakeAgain
    if (error.kind === "no_model") {
      this._networks?.choose("shipped");
    } else {
      this.dataset.state = "error";
      showFailure(this._parts.waiting, this._words, error, () => this._wake());
    }
  }

  // What is seen and heard

  _redraw() {
    const { strokes, image } = this._history.now;
    const parts = this._parts;
    parts.strokes.setAttribute("d", path(strokes));
    parts.image.hidden = !image;
    if (image) paint(parts.image, image.pixels);
    parts.pad.toggleAttribute("data-blank", this._history.blank);
    parts.invitation.hidden = !this._history.blank;
    parts.clear.setAttribute("aria-disabled", String(this._history.blank));
    parts.undo.setAttribute("aria-disabled", String(!this._history.canUndo));
    if (!image) parts.index.value = "";
  }

  /** @param {Prediction | null} prediction */
  _show(prediction) {
    this._answer?.show(prediction);
    if (this._speak && !this._stale && reads(prediction)) {
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
    const pad = /** @type {Pad} */ (this._pad);
    const { x, y } = pad.pen;
    const { pen } = this._parts;
    pen.setAttribute("cx", String(x));
    pen.setAttribute("cy", String(y));
    if (pen.hasAttribute("data-down") === pad.penIsDown) return;
    pen.toggleAttribute("data-down", pad.penIsDown);
    if (!this._words) return;
    const place = { x: Math.round(100 * x), y: Math.round(100 * y) };
    this._said(fill(this._words.draw[pad.penIsDown ? "pen_down" : "pen_up"], place));
  }
}

customElements.define("nn-draw", Draw);
