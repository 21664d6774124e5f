// @ts-check
/**
 * The worker's network, as the page asks for it: set as the controls stand, trained, paused, a weight changed.
 * What comes of it, the display shows.
 */

import { client } from "../../client.js";
import { Newest } from "../../lib/newest.js";

export class WorkerNetwork {
  /**
   * @param {HTMLElement} root
   * @param {HTMLElement} waiting  where loading and failing are seen
   * @param {import("../../lib/state.js").State} settings
   * @param {import("./display.js").PlaygroundDisplay} display
   * @param {AbortSignal} signal  the page is left
   */
  constructor(root, waiting, settings, display, signal) {
    this._settings = settings;
    this._display = display;
    this.running = false;
    /** What the worker was last asked to be, as text. */
    this._asked = "";
    this._fresh = false;
    this._newest = new Newest(root, waiting, (first) => this._answer(first), signal);
    client.addEventListener("replaced", () => this._run(false), { signal });
  }

  /** Whether nothing has been asked yet. */
  get idle() {
    return this._newest.state === "idle";
  }

  /** Bring the worker to where the controls stand. */
  sync() {
    return this._newest.ask();
  }

  /** @param {boolean} first */
  async _answer(first) {
    const state = { ...this._settings.values };
    const key = JSON.stringify({ ...state, discrete: null, test: null }); // these two only change the picture
    const fresh = this._fresh;
    if (key === this._asked && !first && !fresh) return;
    [this._asked, this._fresh] = [key, false];
    const answer = await client.request("playground", { state, fresh }).catch((error) => {
      this._fresh = true; // whoever tries again begins with the starting weights
      throw error;
    });
    this._display.arrange(answer);
    this._display.take(answer);
    if (first) this._display.tell(this._display.words.step_hint);
  }

  /** Begin anew from the starting weights. */
  restart() {
    this._fresh = true;
    return this.sync();
  }

  /** @param {number} epochs  0 for no end */
  async train(epochs) {
    this._run(true);
    try {
      await this.sync();
      if (!this.running || this._newest.state !== "ready") return;
      if (!epochs) this._display.tell(this._display.words.training);
      this._display.rest(await client.request("playground_train", { epochs }, { onEvent: ({ data }) => this._display.take(data) }));
    } catch (error) {
      this._fail(/** @type {any} */ (error));
    } finally {
      this._run(false);
    }
  }

  pause() {
    if (this._newest.state !== "ready") this.running = false; // it has not begun
    else client.request("playground_stop", {}).catch(() => {});
  }

  /** @param {{at: number, value: number}} weight */
  async setWeight(weight) {
    try {
      const answer = await client.request("playground_weight", weight);
      this._display.take(answer);
      if (!this.running) this._display.say();
    } catch (error) {
      this._fail(/** @type {any} */ (error));
    }
  }

  /** @param {Error} error */
  _fail(error) {
    this._fresh = true; // as above
    this._newest.fail(error);
  }

  /** @param {boolean} running */
  _run(running) {
    this.running = running;
    this._display.showRun(running);
  }
}
