// @ts-check
/**
 * The worker's network, as the page asks for it: set as the controls stand, trained, paused, a weight changed.
 * What comes of it, the view shows.
 */

import { client } from "../../client.js";

export class Network {
  /**
   * @param {import("../../lib/state.js").State} settings
   * @param {import("./view.js").View} view
   * @param {AbortSignal} signal  the page is left
   */
  constructor(settings, view, signal) {
    this._settings = settings;
    this._view = view;
    this._signal = signal;
    /** @type {"idle" | "loading" | "ready" | "error"} */
    this.state = "idle";
    this.running = false;
    /** What the worker was last asked to be, as text. */
    this._asked = "";
    /** @type {Promise<void> | null} */
    this._asking = null;
    this._fresh = false;
    client.addEventListener("replaced", () => this._again(), { signal });
  }

  /** Bring the worker to where the controls stand; one question at a time, the newest next. */
  async sync() {
    this._asking ??= this._ask().finally(() => (this._asking = null));
    return this._asking;
  }

  async _ask() {
    const first = this.state !== "ready";
    try {
      if (first) {
        this._set({ state: "loading" });
        await client.boot((event) => this._view.loading(event.data), this._signal);
        this._view.loaded();
      }
      for (;;) {
        const state = { ...this._settings.values };
        const key = JSON.stringify({ ...state, discrete: null, test: null }); // these two only change the picture
        if (key === this._asked) break;
        const fresh = this._fresh;
        [this._asked, this._fresh] = [key, false];
        const answer = await client.request("playground", { state, fresh });
        this._view.arrange(answer);
        this._set({ state: "ready" });
        this._view.take(answer);
      }
      if (first) this._view.tell(this._view.words.step_hint);
    } catch (error) {
      this._asked = "";
      this._refused(/** @type {any} */ (error));
    }
  }

  /** Begin anew from the starting weights. */
  restart() {
    this._fresh = true;
    this._asked = "";
    return this.sync();
  }

  /** @param {number} epochs  0 for no end */
  async train(epochs) {
    this._set({ running: true });
    try {
      await this.sync();
      if (!this.running || this.state !== "ready") return;
      if (!epochs) this._view.tell(this._view.words.training);
      const onEvent = (/** @type {any} */ event) => event.type === "playground" && this._view.take(event.data);
      this._view.rest(await client.request("playground_train", { epochs }, { onEvent }));
    } catch (error) {
      this._refused(/** @type {any} */ (error));
    } finally {
      this._set({ running: false });
    }
  }

  pause() {
    if (this.state !== "ready") this.running = false; // it has not begun
    else client.request("playground_pause", {}).catch(() => {});
  }

  /** @param {{at: number, value: number}} weight */
  async setWeight(weight) {
    try {
      const answer = await client.request("playground_weight", weight);
      this._view.take(answer);
      if (!this.running) this._view.say();
    } catch (error) {
      this._refused(/** @type {any} */ (error));
    }
  }

  /** The worker was replaced: a new one knows nothing of this network. */
  _again() {
    this._asked = "";
    this._set({ running: false, state: "idle" });
    setTimeout(() => this.sync());
  }

  /** @param {Error & {kind?: string}} error */
  _refused(error) {
    if (error.kind === "stopped") return;
    this._set({ running: false, state: "error" });
    this._view.fail(error, () => this.restart());
  }

  /** @param {Partial<Network>} changes */
  _set(changes) {
    Object.assign(this, changes);
    this._view.showRun(this.state, this.running);
  }
}
