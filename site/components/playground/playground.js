// @ts-check
/**
 * The playground: a small network on points of the plane. What the reader does comes in here; what the worker is
 * asked is playground/worker-network.js, what is seen and heard playground/display.js.
 */

import { client } from "../../client.js";
import { listening } from "../../lib/early.js";
import { languageOf, strings } from "../../lib/i18n.js";
import { listenToControls, takeEarly } from "../../lib/controls.js";
import { copyLink } from "../../lib/link.js";
import { partsOf } from "../../lib/parts.js";
import { State } from "../../lib/state.js";
import { PlaygroundDisplay } from "./display.js";
import { WorkerNetwork } from "./worker-network.js";

class PlaygroundElement extends HTMLElement {
  /** @type {Record<string, any>} */
  _parts = {};
  /** @type {any} */
  _table;

  async connectedCallback() {
    if (this._leaving) return;
    this._leaving = new AbortController();
    const { signal } = this._leaving;
    this._parts = partsOf(this);
    const state = (this._state = new State(JSON.parse(this.dataset.controls ?? "[]"), "playground"));
    state.read(location.href);
    this._features = [.../** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("[data-input]"))]
      .map((tile) => /** @type {string} */ (tile.dataset.input));
    if (!this._features.some((key) => state.values[key])) state.set({ [this._features[0]]: true });
    this._table = await strings(languageOf(this));
    if (signal.aborted) return;
    takeEarly(this._parts.controls, state);
    const display = (this._display = new PlaygroundDisplay(this, this._parts, this._table.playground, state));
    const network = (this._network = new WorkerNetwork(this, this._parts.waiting, state, display, signal));
    this._listen(state, network, display);
    display.reflect();
    if (!state.pristine || client.started) network.sync();
    listening(this);
  }

  disconnectedCallback() {
    this._leaving?.abort();
    this._display?.disconnect();
    if (this._network?.running) client.request("playground_stop", {}).catch(() => {});
  }

  /**
   * @param {State} state
   * @param {WorkerNetwork} network
   * @param {PlaygroundDisplay} display
   */
  _listen(state, network, display) {
    const { controls, train, step, reset, "new-seed": newSeed, defaults, copy } = this._parts;
    const { diagram, weights } = display;
    listenToControls(controls, state);
    state.addEventListener("change", () => {
      display.reflect();
      display.paint();
      network.sync();
    });
    state.addEventListener("settle", () => this._address(state));
    train.addEventListener("click", () => (network.running ? network.pause() : network.train(0)));
    step.addEventListener("click", () => (network.running ? network.pause() : network.train(1)));
    reset.addEventListener("click", () => network.restart());
    newSeed.addEventListener("click", () => newSeedOf(state));
    defaults.addEventListener("click", () => state.reset());
    copy.addEventListener("click", () => this._copy(state, display));
    diagram.addEventListener("toggle", (event) => toggle(state, this._features ?? [], /** @type {CustomEvent} */ (event).detail));
    diagram.addEventListener("choose", (event) => display.list(/** @type {CustomEvent} */ (event).detail));
    weights.addEventListener("set", (event) => network.setWeight(/** @type {CustomEvent} */ (event).detail));
    weights.addEventListener("point", (event) => diagram.point(/** @type {CustomEvent} */ (event).detail));
    for (const touch of ["focusin", "pointerdown"]) {
      this.addEventListener(touch, () => network.idle && network.sync());
    }
  }

  /** @param {State} state */
  _address(state) {
    const url = new URL(state.address(location.href));
    url.hash = location.hash;
    history.replaceState(history.state, "", url);
  }

  /**
   * @param {State} state
   * @param {PlaygroundDisplay} display
   */
  async _copy(state, display) {
    const copied = await copyLink(state.address(location.href));
    display.tell(copied ? this._table.figure.copied : this._table.figure.in_address);
  }
}

/**
 * Switch an input on or off; the last one stays, for a network needs something to go by.
 *
 * @param {State} state
 * @param {string[]} features  all of them
 * @param {string} key
 */
function toggle(state, features, key) {
  const on = features.filter((each) => state.values[each]);
  if (on.length === 1 && on[0] === key) return;
  state.set({ [key]: !state.values[key] });
  state.settle();
}

/** @param {State} state */
function newSeedOf(state) {
  const old = state.values.seed;
  let seed = old;
  while (seed === old) seed = Math.floor(Math.random() * (state.control("seed").high + 1));
  state.set({ seed });
  state.settle();
}

customElements.define("nn-playground", PlaygroundElement);
