// @ts-check
/** What the Lab says of the run in sentences, the test accuracy among them: a polite status region. */

import { run } from "./training-run.js";

export class Status {
  /**
   * @param {HTMLElement} host  has the role
   * @param {import("./words.js").Words} words
   */
  constructor(host, words) {
    this._host = host;
    this._words = words;
    this._said = "";
  }

  /** Say it, unless it is said already. */
  show() {
    const lines = this._sentences();
    const said = lines.join("\n") + (run.result?.test_accuracy ?? "");
    if (said === this._said) return;
    this._said = said;
    this._host.replaceChildren(...lines.map((line) => this._paragraph(line)));
    if (run.state === "done") this._host.append(this._next());
  }

  /** @returns {string[]} */
  _sentences() {
    const words = this._words;
    const epochs = words.epochs(run.epochs);
    const { last } = run.curves;
    switch (run.state) {
      case "loading":
        return [words.say("loading")];
      case "ready":
        if (run.epochs > 0) return [words.say("restored", { epochs })];
        return [words.say("ready", { seed: run.config?.seed ?? 0 })];
      case "training": {
        if (run.stopping) return [words.say("stopping")];
        const running = words.say("running", { images: words.images(run.config?.train_images ?? 0) });
        const row = run.curves.epochs.at(-1);
        if (!row || last <= run.origin) return [running];
        return [running, words.say("running_epoch", { epochs: words.epochs(last), accuracy: words.value(row.val_accuracy) })];
      }
      case "paused":
        return [words.say(run.stopping ? "stopping" : "paused", { epochs })];
      case "done":
        return this._outcome(epochs);
      case "error":
        if (run.error?.kind === "diverged") return [words.say("diverged", { rate: Number(((run.config?.learning_rate ?? 0) / 10).toPrecision(2)) })];
        return [words.say("failed")];
      default:
        return [words.say("idle")];
    }
  }

  /** @param {string} epochs */
  _outcome(epochs) {
    const { reason, seconds, heap_bytes, ops } = /** @type {import("../../protocol.js").Trained} */ (run.result);
    const key = reason === "stopped" ? "stopped" : run.origin > 0 ? "over_more" : "over";
    return [
      this._words.say(key, { epochs, seconds: seconds.toFixed(1), memory: Math.round(heap_bytes / 1e6), ops: this._words.table.ops[ops] }),
      this._words.say("test_accuracy"),
    ];
  }

  /** @param {string} line  with the place of the test accuracy, or without */
  _paragraph(line) {
    const paragraph = document.createElement("p");
    const [before, after] = line.split("{accuracy}");
    paragraph.append(before);
    if (after !== undefined) {
      const accuracy = document.createElement("strong");
      accuracy.className = "nn-number nn-lab__result";
      accuracy.dataset.metric = "test_accuracy";
      accuracy.textContent = /** @type {any} */ (run.result).test_accuracy.toFixed(4);
      paragraph.append(accuracy, after);
    }
    return paragraph;
  }

  /** Where the pad is not beside the Lab, the way to it. */
  _next() {
    const paragraph = document.createElement("p");
    paragraph.className = "nn-lab__next";
    const link = document.createElement("a");
    link.href = "#nn-draw-title";
    link.textContent = this._words.table.next;
    paragraph.append(link);
    return paragraph;
  }
}
