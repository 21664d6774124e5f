// @ts-check
/** Which network answers: the one that came with the page or, once it is trained, the reader's own. */

import { client } from "../../client.js";
import { fill } from "../../lib/i18n.js";

/** @typedef {import("../../protocol.js").ModelChoice} ModelChoice */

/** Fires "change" when another network is to answer, or the same one has learned more. */
export class NetworkChoice extends EventTarget {
  /**
   * @param {Record<string, HTMLElement>} parts
   * @param {AbortSignal} signal  ends the listening to the client
   */
  constructor(parts, signal) {
    super();
    this._parts = parts;
    /** @type {ModelChoice | null} the reader's word, once there are two */
    this._chosen = null;
    parts.networks.addEventListener("change", ({ target }) =>
      this.choose(/** @type {ModelChoice} */ (/** @type {HTMLInputElement} */ (target).value)));
    client.addEventListener("model", () => this._show(), { signal });
    this._show();
  }

  /** @returns {ModelChoice} */
  get answering() {
    return client.hasOwnModel ? (this._chosen ?? "own") : "shipped";
  }

  /** @param {ModelChoice} model */
  choose(model) {
    this._chosen = model;
    this._show();
  }

  _show() {
    const { networks, shipped } = this._parts;
    if (!client.hasOwnModel) this._chosen = null;
    networks.hidden = !client.hasOwnModel;
    shipped.hidden = client.hasOwnModel;
    for (const input of networks.querySelectorAll("input")) input.checked = input.value === this.answering;
    this.dispatchEvent(new Event("change"));
  }

  /**
   * How good the shipped one is was measured when the site was built.
   *
   * @param {Record<string, string>} words
   */
  async sayAccuracy(words) {
    const response = await fetch(new URL("../../models/shipped.json", import.meta.url));
    if (!response.ok) return; // Python's start will say what is wrong with the site
    const accuracy = (await response.json()).test_accuracy.toFixed(4);
    this._parts.shipped.textContent = fill(words.shipped_accuracy, { accuracy });
    this._parts["shipped-choice"].textContent = fill(words.shipped_choice_accuracy, { accuracy });
  }
}
