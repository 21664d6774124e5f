// @ts-check
/**
 * A figure of the lessons. Its first state is in the page; at the first touch Python starts, and from then on
 * each change of the state asks the worker for a new drawing: one question at a time, the newest state next.
 * Only what is drawn is swapped; controls and handles stay, with focus and pointer.
 */

import { client } from "../../client.js";
import { listenToControls, showControls, takeEarly } from "../../lib/controls.js";
import { listening } from "../../lib/early.js";
import { fill, languageOf, strings } from "../../lib/i18n.js";
import { copyLink } from "../../lib/link.js";
import { Newest } from "../../lib/newest.js";
import { partsOf } from "../../lib/parts.js";
import { State } from "../../lib/state.js";
import { relight } from "../../lib/terms.js";
import { Handle } from "./handles.js";
import { Player } from "./play.js";
import { Reading } from "./reading.js";
import { Runner } from "./run.js";
import { makeScrubbable } from "./scrub.js";
import { Stepper } from "./steps.js";
import { Writing } from "./writing.js";

/** @typedef {import("../../protocol.js").Drawn} Drawn */
/** @typedef {import("../../protocol.js").Split} Split */

class FigureElement extends HTMLElement {
  /** @type {Record<string, any>} */
  _parts = {};
  /** @type {Handle[]} */
  _handles = [];
  /** When the first change came that has not been asked about; 0 for none. */
  _since = 0;
  /** The next drawing that is the newest is to be told. */
  _speak = false;
  /** @type {Record<string, any>} the state that was asked about last */
  _asked = {};
  _leaving = new AbortController();

  connectedCallback() {
    if (this._parts.controls) return; // moved within the page: everything is in place
    this._parts = partsOf(this);
    this._name = /** @type {string} */ (this.dataset.name);
    this._notice = this._parts.waiting.firstElementChild;
    this._state = new State(JSON.parse(this.dataset.controls ?? "[]"), this._name);
    this._splits = /** @type {Split[]} */ ((this.dataset.splits ?? "").split(" ").filter(Boolean));
    this._networks = /** @type {HTMLElement | null} */ (this.querySelector("[data-networks]"));
    this._state.read(location.href);
    for (const form of [this._parts.controls, this._parts.leads]) if (form) takeEarly(form, this._state);
    // The first answer takes longer, since Python imports the figure: it comes before the reader's first drag.
    this._newest = new Newest(this, this._parts.waiting, (first) => this._answer(first), this._leaving.signal);
    this._listen(this._state, this._newest);
    this._runner = this._runs(this._state, this._newest);
    this._reflect();
    this._offerOwn();
    if (!this._state.pristine) this._changed();
    // The test images are small beside what is here by then; the training images are fetched once they are wanted.
    // A run fetches what it needs.
    else if (client.started && (this._runner || !this._splits.includes("train"))) this._newest.ask();
    listening(this);
  }

  disconnectedCallback() {
    this._leaving.abort();
  }

  /**
   * @param {State} state
   * @param {Newest} newest
   */
  _listen(state, newest) {
    const { signal } = this._leaving;
    const { controls, leads, reset, copy, show, python } = this._parts;
    const ready = () => newest.state === "ready" && newest.settled;
    listenToControls(controls, state);
    if (leads) listenToControls(leads, state);
    const steps = /** @type {HTMLElement | null} */ (this.querySelector("[data-steps]"));
    if (steps) new Stepper(steps, this, state, ready, signal);
    const scrubs = /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("[data-scrub]"));
    for (const scrub of scrubs) makeScrubbable(scrub, state);
    for (const spec of JSON.parse(this.dataset.handles ?? "[]")) {
      const element = /** @type {HTMLElement} */ (this.querySelector(`[data-handle="${spec.name}"]`));
      this._handles.push(new Handle(element, spec, state));
    }
    this._reading = new Reading(this, this._handles, state, signal);
    if (this._parts.writing) this._listenToWriting(newest);
    const players = /** @type {NodeListOf<HTMLButtonElement>} */ (this.querySelectorAll("[data-play]"));
    for (const button of players) {
      new Player(button, state, ready, signal);
    }
    // A press that came before this script is a click alone: see lib/early.js.
    for (const touch of ["pointerdown", "focusin", "click"]) {
      this.addEventListener(touch, ({ target }) => {
        const acted = target instanceof Element && target.closest("form, [data-scrub], [data-handle], [data-go]");
        if (acted && newest.state === "idle") newest.ask();
      });
    }
    client.addEventListener("model", () => this._offerOwn(), { signal });
    state.addEventListener("change", () => this._changed());
    state.addEventListener("settle", () => this._settle());
    reset.addEventListener("click", () => state.reset());
    copy.addEventListener("click", () => this._copy());
    show.addEventListener("click", () => {
      python.hidden = !python.hidden;
      show.setAttribute("aria-expanded", String(!python.hidden));
    });
  }

  /** @param {Newest} newest */
  _listenToWriting(newest) {
    const number = /** @type {HTMLElement | null} */ (this.querySelector(".nn-field:has([data-key=index])"));
    this._writing = new Writing(this._parts, number);
    this._writing.addEventListener("change", () => {
      this._fallBehind();
      newest.ask();
    });
    this._writing.addEventListener("settle", () => this._settle());
    this._writing.addEventListener("said", (event) => {
      this._parts.said.textContent = /** @type {CustomEvent} */ (event).detail;
    });
  }

  /**
   * What a figure has whose result takes seconds.
   *
   * @param {State} state
   * @param {Newest} newest
   */
  _runs(state, newest) {
    const { run } = this._parts;
    const say = (/** @type {string} */ sentence) => (this._parts.said.textContent = sentence);
    return run && new Runner(run, this, state, newest, (drawn) => this._draw(drawn), say, this._leaving.signal);
  }

  // What the reader does

  /** The reader has come to an end of changing: the result is told once it is there. */
  _settle() {
    this._speak = true;
    if (this._newest?.settled) this._say();
  }

  /** What is drawn is no longer of what is set. */
  _fallBehind() {
    this._since ||= performance.now();
    this.toggleAttribute("data-behind", true);
  }

  _changed() {
    this._fallBehind();
    this._runner?.end();
    this._newest?.ask();
    this._reflect();
  }

  /** The reader's own network can be chosen once there is one; the figure follows what it learns. */
  _offerOwn() {
    const state = /** @type {State} */ (this._state);
    if (!this._networks) return;
    this._networks.hidden = !client.hasOwnModel;
    if (state.values.network !== "own") return;
    if (!client.hasOwnModel) state.set({ network: "shipped" });
    else if (this._newest?.state === "ready") this._newest.ask();
  }

  async _copy() {
    const words = (await strings(languageOf(this))).figure;
    const copied = await copyLink(/** @type {State} */ (this._state).address(location.href));
    this._tell(copied ? words.copied : words.in_address);
  }

  // What Python says

  /** @param {boolean} first */
  async _answer(first) {
    const runner = this._runner;
    if (runner ? runner.running : first) for (const split of this._splits ?? []) await this._load(split);
    const since = first ? 0 : this._since; // what was set before Python was there waited for it, not for a drawing
    this._since = 0;
    const state = (this._asked = { .../** @type {State} */ (this._state).values });
    const name = /** @type {string} */ (this._name);
    const drawing = state.source === "drawn" ? this._writing?.ink : undefined;
    const request = { name, state, language: languageOf(this), ...(drawing && { drawing }) };
    this._show(runner?.before() ?? (await client.request("figure", request)));
    if (first) this._since = 0;
    else if (since) performance.measure(`figure ${this._name}`, { start: since, end: performance.now() });
  }

  /** @param {Split} split */
  _load(split) {
    return client.request("load_data", { split }, { onEvent: ({ data }) => this._newest?.wait(data) });
  }

  // What is seen and heard

  /** Controls, numbers and handles follow the state at once, before Python has answered. */
  _reflect() {
    const state = /** @type {State} */ (this._state);
    showControls(this._parts.controls, state);
    if (this._parts.leads) showControls(this._parts.leads, state);
    for (const handle of this._handles) handle.show();
    this._reading?.reflect();
    this._writing?.show(state.values.source === "drawn");
    this._choose();
  }

  /** Of what is told beside the drawing, all of which has its room, the chosen step's is seen. */
  _choose() {
    const tellings = /** @type {HTMLElement | null} */ (this.querySelector("[data-tellings]"));
    if (!tellings) return;
    const state = /** @type {State} */ (this._state);
    const key = /** @type {string} */ (tellings.dataset.tellings);
    const { low, step } = state.control(key);
    const chosen = Math.round((state.values[key] - low) / step);
    for (const [i, each] of [...tellings.children].entries()) each.toggleAttribute("data-away", i !== chosen);
  }

  /** @param {Drawn} drawn */
  _show(drawn) {
    this._draw(drawn);
    if (!this._newest?.stale) this.removeAttribute("data-behind");
    const ready = /** @type {string} */ (/** @type {any} */ (this._notice).dataset.readyWords);
    this._tell(fill(ready, { milliseconds: drawn.milliseconds.toFixed(1) }));
    if (this._speak && !this._newest?.stale) this._say();
  }

  /** @param {Drawn} drawn */
  _draw(drawn) {
    const { panels, said, handles } = drawn;
    for (const [name, svg] of Object.entries(panels)) {
      const layer = this.querySelector(`[data-panel="${name}"] > [data-part="layer"]`);
      if (layer) layer.innerHTML = svg;
    }
    relight(this);
    for (const [i, handle] of this._handles.entries()) {
      handle.spec = handles[i];
      handle.show();
    }
    this._reading?.show(drawn, this._asked);
    this._said = said;
  }

  /** Tell the result, once a change has come to its end. */
  _say() {
    this._speak = false;
    const told = this.querySelector(".nn-telling:not([data-away])")?.textContent ?? "";
    const said = `${this._said ?? ""} ${told.replace(/\s+/g, " ")}`.trim();
    if (said && this._parts.said.textContent !== said) this._parts.said.textContent = said;
  }

  /** @param {string} sentence */
  _tell(sentence) {
    if (this._notice) this._notice.textContent = sentence;
  }
}

customElements.define("nn-figure", FigureElement);
