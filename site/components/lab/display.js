// @ts-check
/** Shows the run in the Lab's words, buttons, bars and table. */

import { clearFailure, showFailure } from "../../lib/failure.js";
import { showLoading } from "../../lib/loading.js";
import { run, sameNetwork } from "./training-run.js";
import { Status } from "./status.js";

/** Failures that trying the same again may mend. */
const RETRY = new Set(["network", "http", "integrity", "memory", "no_wasm", "python"]);

export class LabDisplay {
  /**
   * @param {HTMLElement} root
   * @param {Record<string, any>} parts
   * @param {import("./words.js").Words} words
   * @param {any} table   the whole table of strings
   * @param {import("./settings.js").LabSettings} settings
   * @param {() => void} retry
   */
  constructor(root, parts, words, table, settings, retry) {
    this._root = root;
    this._parts = parts;
    this._words = words;
    this._table = table;
    this._settings = settings;
    this._retry = () => {
      retry();
      parts.train.focus();
    };
    /** @type {any} the failure that is shown */
    this._error = null;
    this._status = new Status(parts.status, words);
    /** @type {import("./curves.js").Curves | null} the ones in the table */
    this._curves = null;
  }

  /** What must be right at once: the state, the buttons, what is said. */
  showState() {
    const { state } = run;
    this._root.dataset.state = state;
    this._buttons();
    this._status.show();
    this._failure();
    this._sayPlan(this._planned());
  }

  /**
   * Say why a button does nothing now.
   *
   * @param {HTMLElement} button
   */
  explain(button) {
    this._sayPlan(button.title);
  }

  _buttons() {
    const { state, stopping } = run;
    const on = state === "training" || state === "paused";
    this._enable("train", !run.busy);
    this._enable("pause", on && !stopping);
    this._enable("step", state !== "loading" && state !== "training" && !stopping);
    this._enable("stop", run.busy && !stopping);
    this._enable("reset", run.epochs > 0 || on || state === "error");
    const name = this._words.table[state === "paused" ? "resume" : "pause"];
    if (this._parts.pause.textContent !== name) this._parts.pause.textContent = name;
  }

  /**
   * @param {string} name
   * @param {boolean} can
   */
  _enable(name, can) {
    const button = this._parts[name];
    const disabled = String(!can);
    if (button.getAttribute("aria-disabled") === disabled) return;
    button.setAttribute("aria-disabled", disabled);
    button.title = can ? "" : this._words.table[`why_${name}`];
  }

  /** The line under the buttons: what Train would do now. */
  _planned() {
    const { state } = run;
    if (state === "loading") return this._words.say("plan_loading");
    if (state === "paused") return this._words.say("plan_paused");
    if (state === "training") return this._words.say("plan_running");
    const { epochs, train_images } = this._settings.values;
    const settings = this._settings.values;
    const values = { epochs: this._words.epochs(epochs), images: this._words.images(train_images) };
    if (run.epochs === 0) return this._words.say("plan", values);
    return this._words.say(sameNetwork(run.config, settings) ? "plan_more" : "plan_new", values);
  }

  /** @param {string} plan */
  _sayPlan(plan) {
    if (this._parts.plan.textContent !== plan) this._parts.plan.textContent = plan;
  }

  _failure() {
    if (this._error === run.error) return;
    this._error = run.error;
    if (!run.error) clearFailure(this._parts.failure);
    else showFailure(this._parts.failure, this._table, run.error, RETRY.has(run.error.kind) ? this._retry : undefined);
  }

  /** What follows each batch, drawn when there is time for it. */
  showProgress() {
    const { progress } = run;
    showLoading(this._parts.loading, this._table, run.loading);
    this._bars(progress);
    const metric = (/** @type {string} */ name) => /** @type {HTMLElement} */ (this._root.querySelector(`[data-metric="${name}"]`));
    metric("loss").textContent = this._words.value(progress?.loss);
    metric("accuracy").textContent = this._words.value(progress?.accuracy);
    const speed = progress?.images_per_second;
    metric("images_per_second").textContent = speed ? this._words.number.format(Number(speed.toPrecision(3))) : "–";
    this._rows();
  }

  /** @param {import("../../protocol.js").Step | null} progress */
  _bars(progress) {
    const { "epoch-name": name, batches, "epoch-bar": epochBar, left, "whole-bar": wholeBar } = this._parts;
    const words = this._words;
    const done = run.state === "done" && run.result?.reason === "done";
    const share = progress ? progress.batch / progress.batches : 0;
    const whole = done ? 1 : progress ? (progress.epoch + share) / progress.epochs : 0;
    epochBar.value = share;
    wholeBar.value = whole;
    name.textContent = progress
      ? words.say("epoch_of", { epoch: progress.epoch + 1, epochs: progress.epochs })
      : words.say("epoch_none");
    batches.textContent = progress
      ? words.say("batch_of", { batch: words.number.format(progress.batch), batches: words.number.format(progress.batches) })
      : "";
    const percent = Math.floor(100 * whole);
    const going = run.state === "training" && progress && progress.seconds_left > 0;
    left.textContent = !progress ? "" : going
      ? words.say("left", { percent, time: words.duration(progress.seconds_left) })
      : words.say("done_percent", { percent });
  }

  /** The table holds what the curves show, an epoch a row. */
  _rows() {
    const { rows } = this._parts;
    const { epochs } = run.curves;
    if (this._curves !== run.curves || rows.rows.length > epochs.length) rows.replaceChildren();
    this._curves = run.curves;
    for (const row of epochs.slice(rows.rows.length)) {
      const drawn = rows.insertRow();
      const head = document.createElement("th");
      head.scope = "row";
      head.textContent = this._words.epoch(row.epoch);
      drawn.append(head);
      for (const value of [row.loss, row.val_loss, row.accuracy, row.val_accuracy]) {
        drawn.insertCell().textContent = this._words.value(value);
      }
    }
  }
}
