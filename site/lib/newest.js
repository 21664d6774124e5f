// @ts-check
/**
 * Asking Python about what moves under the reader's hand: one question at a time, and the newest state next. The
 * first question starts Python; after a failure the reader can try again; when the worker was replaced, whatever
 * was asked of the old one is asked of the new one.
 */

import { client } from "../client.js";
import { showFailure } from "./failure.js";
import { languageOf, strings } from "./i18n.js";
import { showLoading } from "./loading.js";

/** @typedef {"idle" | "loading" | "ready" | "error"} Readiness */

export class Newest {
  /**
   * @param {HTMLElement} component  its `data-state` says how it stands, `data-settled` that nothing is under way
   * @param {HTMLElement} waiting    where loading and failing are seen; what stands there comes back after them
   * @param {(first: boolean) => Promise<void>} answer  asks about the state as it is now, and shows what comes;
   *   first: after a start, when the worker knows nothing of this component
   * @param {AbortSignal} leaving    the page is left
   */
  constructor(component, waiting, answer, leaving) {
    this._component = component;
    this._waiting = waiting;
    this._rest = [...waiting.childNodes];
    this._answer = answer;
    this._leaving = leaving;
    /** @type {Readiness} */
    this.state = "idle";
    /** The newest state has not been asked about. */
    this.stale = false;
    /** @type {Promise<void> | null} until there is nothing more to ask */
    this._asking = null;
    client.addEventListener("replaced", () => this._askAgain(), { signal: leaving });
    this._tell();
  }

  /** Whether what is seen is the answer to the newest state. */
  get settled() {
    return !this._asking && !this.stale;
  }

  /** Ask about the newest state, or, where a question is on its way, once that is answered. */
  ask() {
    this.stale = true;
    this._asking ??= this._ask();
    this._tell();
    return this._asking;
  }

  /**
   * An answer has to wait for something to be fetched.
   *
   * @param {import("../protocol.js").Loading} loading
   */
  async wait(loading) {
    this._set("loading");
    showLoading(this._waiting, await this._words(), loading);
  }

  /**
   * A question failed: say so, and offer to ask anew.
   *
   * @param {Error & {kind?: string}} error
   */
  fail(error) {
    if (error.kind === "stopped") return; // the page is left, or the worker was replaced: see _askAgain
    this.stale = true;
    this._set("error");
    const show = (/** @type {any} */ words) => showFailure(this._waiting, words, error, () => this.ask());
    this._words().then(show, () => {}); // without words nothing can be said
  }

  async _ask() {
    while (this.stale) {
      try {
        const first = this.state !== "ready";
        if (first) await this._start();
        this.stale = false;
        await this._answer(first);
        if (this.state === "loading") this._ready();
      } catch (error) {
        this.stale = true;
        if (this.state === "idle") continue; // the worker was replaced while this was on its way: once more
        this.fail(/** @type {any} */ (error));
        break;
      }
    }
    this._asking = null;
    this._tell();
  }

  /** Start Python, or wait for whoever started it. */
  async _start() {
    this._set("loading");
    const words = await this._words();
    await client.boot((event) => showLoading(this._waiting, words, event.data), this._leaving);
  }

  _ready() {
    this._waiting.replaceChildren(...this._rest);
    this._set("ready");
  }

  _askAgain() {
    if (this.state === "idle") return;
    this._set("idle");
    this.ask();
  }

  _words() {
    return strings(languageOf(this._component));
  }

  /** @param {Readiness} state */
  _set(state) {
    this.state = state;
    this._tell();
  }

  _tell() {
    this._component.dataset.state = this.state;
    this._component.toggleAttribute("data-settled", this.settled);
  }
}
