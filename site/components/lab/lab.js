// @ts-check
/**
 * The Lab: inputs and buttons for a training run, and the run as it goes. The run itself lives in lab/training-run.js
 * and outlives this element; what it shows, lab/display.js and lab/charts.js draw.
 */

import { listening } from "../../lib/early.js";
import { languageOf, strings } from "../../lib/i18n.js";
import { partsOf } from "../../lib/parts.js";
import { Charts } from "./charts.js";
import { LabDisplay } from "./display.js";
import { LabSettings, nextRate } from "./settings.js";
import { run } from "./training-run.js";
import { Words } from "./words.js";

/** Two drawings are at least this far apart: training needs the processor more. */
const BETWEEN_DRAWINGS = 100;

class LabElement extends HTMLElement {
  /** @type {Record<string, any>} what the template marks with `data-part` */
  _parts = {};
  _timer = 0;
  _drawn = 0;

  async connectedCallback() {
    this._leaving = new AbortController();
    const { signal } = this._leaving;
    const language = languageOf(this);
    const table = await strings(language);
    if (signal.aborted) return;
    this._parts = partsOf(this);
    this._words = new Words(language, table.lab);
    const settings = (this._settings = new LabSettings(this, table.lab, this._words.number));
    settings.write(run.settings);
    this._display = new LabDisplay(this, this._parts, this._words, table, this._settings, () => this._train());
    this._charts = new Charts(this._parts, this._words, () => settings.epochs);
    this._listen(signal);
    this._changed();
    listening(this);
  }

  disconnectedCallback() {
    this._leaving?.abort();
    this._charts?.disconnect();
    clearTimeout(this._timer);
  }

  /** @param {AbortSignal} signal */
  _listen(signal) {
    const { train, pause, step, stop, reset, "new-seed": newSeed } = this._parts;
    const press = (/** @type {HTMLElement} */ button, /** @type {() => void} */ act) =>
      button.addEventListener("click", () => {
        if (button.getAttribute("aria-disabled") === "true") this._display?.explain(button);
        else act();
      });
    press(train, () => this._train());
    press(pause, () => (run.state === "paused" ? run.resume() : run.pause()));
    press(step, () => this._step());
    press(stop, () => run.stop());
    press(reset, () => this._reset());
    press(newSeed, () => this._newSeed());
    train.addEventListener("pointerenter", () => run.prefetch());
    train.addEventListener("focus", () => run.prefetch());
    for (const [name, input] of Object.entries(this._settings?.inputs ?? {})) this._watch(name, input);
    run.addEventListener("change", () => this._changed(), { signal });
  }

  /**
   * @param {string} name
   * @param {HTMLInputElement} input
   */
  _watch(name, input) {
    const settings = /** @type {LabSettings} */ (this._settings);
    input.addEventListener("input", () => {
      // What is wrong is said when the reader is done typing, and unsaid as soon as it is right.
      if (settings.fits(name)) settings.check(name);
      this._keep();
    });
    input.addEventListener("change", () => {
      if (settings.check(name) && name === "learning_rate") run.setLearningRate(Number(input.value));
    });
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !run.busy) this._train();
      if (name !== "learning_rate" || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
      event.preventDefault();
      input.value = String(nextRate(input, event.key === "ArrowUp" ? 1 : -1));
      input.dispatchEvent(new Event("input"));
      input.dispatchEvent(new Event("change"));
    });
  }

  _keep() {
    run.settings = this._settings?.values ?? null;
    this._changed();
  }

  _train() {
    const config = this._settings?.read();
    if (config) run.train(config);
  }

  _step() {
    const config = run.state === "paused" ? run.config : this._settings?.read();
    if (config) run.step(config);
  }

  _reset() {
    const config = this._settings?.read();
    if (config) run.reset(config);
  }

  _newSeed() {
    const { seed } = /** @type {LabSettings} */ (this._settings).inputs;
    const old = seed.value;
    while (seed.value === old) seed.value = String(1 + Math.floor(Math.random() * 9999));
    this._settings?.check("seed");
    this._keep();
    this._reset();
  }

  /** Words and buttons at once; bars and curves when the browser next draws, and not too often. */
  _changed() {
    const { state } = this.dataset;
    this._display?.showState();
    if (state !== run.state) this._draw();
    else this._drawSoon();
    this._settle();
  }

  _drawSoon() {
    if (this._timer) return;
    const wait = Math.max(0, this._drawn + BETWEEN_DRAWINGS - performance.now());
    this._timer = setTimeout(() => requestAnimationFrame(() => {
      this._timer = 0;
      if (!this.isConnected) return;
      this._draw();
      this._settle();
    }), wait);
  }

  _draw() {
    this._drawn = performance.now();
    this._display?.showProgress();
    this._charts?.draw();
  }

  /** Say whether all there is to see is seen, and no more of it is on its way. */
  _settle() {
    this.toggleAttribute("data-settled", !this._timer && !["loading", "training"].includes(run.state) && !run.stopping);
  }
}

customElements.define("nn-lab", LabElement);
