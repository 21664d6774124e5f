// @ts-check
/**
 * The one training run of this visit: its state, its curves and what can be done with it. It knows no DOM and
 * outlives instant navigation; the element shows it. Fires "change" whenever something in it is new.
 */

import { client, RequestError } from "../../client.js";
import { LoadingTotal } from "../../lib/loading.js";
import { Curves } from "./curves.js";

/**
 * @typedef {import("../../protocol.js").LabConfig} LabConfig
 * @typedef {"idle" | "loading" | "ready" | "training" | "paused" | "done" | "error"} Phase
 */

/**
 * @param {LabConfig | null} one
 * @param {LabConfig | null} other
 * @returns {boolean} whether both describe the same starting weights
 */
export function sameNetwork(one, other) {
  if (!one || !other) return false;
  return (["hidden_units", "activation", "seed"]).every((key) => /** @type {any} */ (one)[key] === /** @type {any} */ (other)[key]);
}

export class TrainingRun extends EventTarget {
  constructor() {
    super();
    /** @type {Phase} */
    this.state = "idle";
    /** @type {LabConfig | null} what the network in the worker was built and last trained with */
    this.config = null;
    /** @type {LabConfig | null} what the inputs hold, for the next time the page is drawn */
    this.settings = null;
    /** @type {import("../../protocol.js").Loading | null} */
    this.loading = null;
    /** @type {any} */
    this.error = null;
    /** @type {import("../../protocol.js").Step | null} */
    this.progress = null;
    /** @type {import("../../protocol.js").Trained | null} */
    this.result = null;
    this.curves = new Curves();
    /** Epochs the network had been trained for when this run began; not whole where it was stopped. */
    this.origin = 0;
    /** Epochs of training in the network as it is now. */
    this.epochs = 0;
    this.stopping = false;
    this._savedEpochs = 0;
    /** Counts attempts: what an abandoned one still says is not heard. */
    this._attempt = 0;
    /** @type {AbortController | null} */
    this._abort = null;
    client.addEventListener("model", () => (this._savedEpochs = client.hasOwnModel ? this.epochs : 0));
  }

  /** Whether a run is on, or about to be. */
  get busy() {
    return this.state === "loading" || this.state === "training" || this.state === "paused";
  }

  /** Fetch Python before it is asked for; Train waits for the same start. */
  prefetch() {
    if (client.started) return;
    this._abort ??= new AbortController();
    client.boot(undefined, this._abort.signal).catch(() => {}); // Train will say what went wrong
  }

  /**
   * Load what is missing, then train: on from the present weights where `config` describes this network.
   *
   * @param {LabConfig} config
   * @param {{paused?: boolean}} [how]  paused: one batch, then wait
   */
  async train(config, { paused = false } = {}) {
    if (this.busy) return;
    const attempt = ++this._attempt;
    const before = this.state === "error" ? (this.config ? "ready" : "idle") : this.state;
    this._set({ state: "loading", error: null });
    try {
      await this._load();
      if (attempt !== this._attempt) return;
      this._begin(config);
      this.state = paused ? "paused" : "training";
      const over = client.request("train", { config, paused }, { onEvent: (event) => attempt === this._attempt && this._hear(event) });
      if (paused) client.request("step", {}).catch(() => {});
      this._changed();
      const result = await over;
      if (attempt === this._attempt) this._finish(result);
    } catch (error) {
      if (attempt === this._attempt) this._fail(/** @type {any} */ (error), before);
    }
  }

  async _load() {
    const abort = (this._abort ??= new AbortController());
    let over = false;
    const total = new LoadingTotal((loading) => !over && this._set({ loading }));
    const cancelled = new Promise((_, reject) => {
      abort.signal.addEventListener("abort", () => reject(new RequestError({ kind: "stopped", message: "Loading was cancelled." })));
    });
    const loaded = Promise.all([
      client.boot(total.stream(), abort.signal),
      client.request("load_data", { split: "train" }, { onEvent: total.stream() }),
      client.request("load_data", { split: "test" }, { onEvent: total.stream() }),
    ]);
    try {
      await Promise.race([loaded, cancelled]);
    } finally {
      over = true; // what still comes of the others is not for this attempt
      loaded.catch(() => {});
      this._abort = null;
      this.loading = null;
    }
  }

  /** @param {LabConfig} config */
  _begin(config) {
    if (!sameNetwork(this.config, config)) {
      this._forget();
      if (client.hasOwnModel) client.forgetOwnModel();
    }
    this.config = config;
    this.origin = this.epochs;
    this.progress = this.result = null;
    this.stopping = false;
  }

  /** @param {import("../../protocol.js").EventOf<"train">} event */
  _hear({ type, data }) {
    if (type === "step") {
      const before = this.epochs;
      this.progress = data;
      this.epochs = this.origin + data.epoch + data.batch / data.batches;
      this.curves.addTraining(this.epochs, this.epochs - before, data.recent_loss, data.recent_accuracy, this.state === "paused");
    } else if (type === "epoch") {
      this.epochs = this.origin + data.epoch + 1;
      this.curves.addEpoch({ ...data, epoch: this.epochs });
    }
    this._changed();
  }

  /** @param {import("../../protocol.js").Trained} result */
  _finish(result) {
    const { last } = this.curves;
    if (result.reason === "stopped" && last !== this.epochs) {
      this.curves.addEpoch({
        epoch: this.epochs,
        loss: this.progress?.loss ?? NaN,
        accuracy: this.progress?.accuracy ?? NaN,
        val_loss: result.test_loss,
        val_accuracy: result.test_accuracy,
      });
    }
    this._savedEpochs = this.epochs;
    this._set({ state: "done", result, stopping: false });
  }

  /**
   * @param {any} error
   * @param {Phase} before
   */
  _fail(error, before) {
    if (error.kind !== "stopped") {
      this._set({ state: "error", error, stopping: false });
    } else if (this.state === "loading") {
      this._set({ state: before });
    } else {
      this._fallBack();
    }
  }

  /** The worker was replaced: the network is the one last saved, and so are the curves. */
  _fallBack() {
    this.epochs = this._savedEpochs;
    if (!client.snapshot) this.config = null;
    this.curves.cutAt(this.epochs);
    this._set({ state: client.snapshot ? "ready" : "idle", progress: null, result: null, stopping: false });
  }

  async pause() {
    if (this.state !== "training") return;
    await this._tell("pause", {}, () => this.state === "training" && this._set({ state: "paused" }));
  }

  async resume() {
    if (this.state !== "paused") return;
    await this._tell("resume", {}, () => this.state === "paused" && this._set({ state: "training" }));
  }

  /** @param {LabConfig} config  for the run that begins with this step, where none is on */
  async step(config) {
    if (this.state === "paused") await this._tell("step", {});
    else await this.train(config, { paused: true });
  }

  /** End the run, keeping its weights; or what is being loaded. */
  async stop() {
    if (this.state === "loading") {
      this._abort?.abort();
    } else if (this.busy && !this.stopping) {
      this._set({ stopping: true });
      await this._tell("stop", {});
    }
  }

  /** @param {number} rate */
  async setLearningRate(rate) {
    if (this.state === "training" || this.state === "paused") await this._tell("set_learning_rate", { learning_rate: rate });
    if (this.config) this.config = { ...this.config, learning_rate: rate };
  }

  /**
   * A network with the starting weights of the config's seed; a run that is on ends.
   *
   * @param {LabConfig} config
   */
  async reset(config) {
    this._attempt += 1;
    if (this.state === "loading") this._abort?.abort();
    const built = this.config !== null && client.started;
    this._forget();
    this.config = built ? config : null;
    this._set({ state: built ? "ready" : "idle", loading: null, error: null, stopping: false });
    if (!built) return;
    try {
      await client.request("build", { config });
      client.forgetOwnModel();
    } catch (error) {
      this._fail(/** @type {any} */ (error), "idle");
    }
  }

  _forget() {
    this.curves = new Curves();
    this.progress = this.result = null;
    this.origin = this.epochs = this._savedEpochs = 0;
  }

  /**
   * @template {"pause" | "resume" | "step" | "stop" | "set_learning_rate"} K
   * @param {K} type
   * @param {import("../../protocol.js").Requests[K]["data"]} data
   * @param {() => void} [then]
   */
  async _tell(type, data, then) {
    try {
      await client.request(type, data);
      then?.();
    } catch {
      // The worker has gone: the run's own promise says so.
    }
  }

  /** @param {Partial<TrainingRun>} changes */
  _set(changes) {
    Object.assign(this, changes);
    this._changed();
  }

  _changed() {
    this.dispatchEvent(new Event("change"));
  }
}

/** The run of this visit; instant navigation keeps it. */
export const run = new TrainingRun();
