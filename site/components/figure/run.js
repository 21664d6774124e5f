// @ts-check
/**
 * Run and Stop of a figure whose result takes seconds. What the page brings is the run of the first state, which
 * the build has made; the reader's own is drawn as it grows. What is set meanwhile ends it: a result is never seen
 * beside settings that it is not of.
 */

import { client } from "../../client.js";
import { fill, languageOf } from "../../lib/i18n.js";

/** @typedef {import("../../protocol.js").Drawn} Drawn */
/** @typedef {import("../../protocol.js").Run} Run */
/** @typedef {import("../../lib/newest.js").Newest} Newest */
/** @typedef {import("../../lib/state.js").State} State */

/** From how many seconds on it is worth telling how many are left. */
const LONG = 5;
/** After how many seconds of running that can be told. */
const SURE = 1;

export class Runner {
  /**
   * @param {HTMLElement} row  the button, the bar and what it tells
   * @param {HTMLElement} figure
   * @param {State} state
   * @param {Newest} newest
   * @param {(drawn: Drawn) => void} show
   * @param {(sentence: string) => void} say  to who listens
   * @param {AbortSignal} signal  the page is left
   */
  constructor(row, figure, state, newest, show, say, signal) {
    this._name = /** @type {string} */ (figure.dataset.name);
    this._figure = figure;
    this._state = state;
    this._newest = newest;
    this._show = show;
    this._say = say;
    this._words = JSON.parse(row.dataset.words ?? "{}");
    this._button = /** @type {HTMLButtonElement} */ (row.querySelector("button"));
    this._bar = /** @type {HTMLProgressElement} */ (row.querySelector("progress"));
    this._told = /** @type {HTMLElement} */ (row.querySelector("[data-told]"));
    this._left = /** @type {HTMLElement} */ (row.querySelector("[data-left]"));
    this._built = drawnAtBuild(figure, row.dataset.said ?? "");
    /** Counts the runs: what one still says that was given up is not heard. */
    this._attempt = 0;
    this.running = false;
    /** The worker was asked for the run; before that there is nothing it could stop. */
    this._asked = false;
    this._button.addEventListener("click", () => (this.running ? this.stop() : this.run()));
    signal.addEventListener("abort", () => this.end());
  }

  /** What is to be seen before a run: of the first state the build's result; null where Python is to be asked. */
  before() {
    if (this.running) return null; // it begins from its beginning
    return this._state.pristine ? this._built : null;
  }

  /** The settings are others: the run that is on is none of theirs, nor is a result. */
  end() {
    if (this._asked) this._askToStop();
    this._attempt += 1;
    this._set(false);
    const { pristine } = this._state;
    if (pristine) this._show(this._built); // not what the run had come to
    this._tell(pristine ? this._words.built : this._words.press, pristine ? 1 : 0);
  }

  /** Fetch what is missing, then run, drawing meanwhile. */
  async run() {
    const attempt = ++this._attempt;
    const mine = () => attempt === this._attempt;
    this._set(true);
    this._tell(this._words.starting, null);
    this._say(this._words.starting);
    await this._newest.ask();
    if (!mine()) return;
    if (this._newest.state !== "ready") return this.end(); // the failure is said where it is waited for
    this._asked = true;
    try {
      const request = { name: this._name, state: { ...this._state.values }, language: languageOf(this._figure) };
      const run = await client.request("figure_run", request, { onEvent: ({ data }) => mine() && this._grow(data) });
      if (mine()) this._finish(run);
    } catch (error) {
      if (mine()) this._fail(/** @type {any} */ (error));
    }
  }

  /** End the run where it is; what it has come to stays to be seen. */
  stop() {
    if (this._asked) return this._askToStop();
    this.end();
    this._say(this._words.given_up);
  }

  /** @param {Run} run */
  _grow(run) {
    this._show(run);
    this._tell(run.told, run.done / run.of);
    const left = run.seconds > SURE ? Math.ceil(run.seconds_left) : 0;
    this._left.textContent = left > LONG ? fill(this._words.left, { seconds: left }) : "";
  }

  /** @param {Run} run */
  _finish(run) {
    this._grow(run);
    this._set(false);
    const whole = run.done >= run.of;
    const seconds = run.seconds.toFixed(1);
    this._tell(fill(whole ? this._words.done : this._words.stopped, { seconds, told: run.told }), run.done / run.of);
    this._say(whole ? run.said : fill(this._words.stopped, { told: run.told }));
  }

  /** @param {Error & {kind?: string}} error */
  _fail(error) {
    this._set(false);
    this.end();
    // Another figure's run began, or the worker was replaced: back to what is seen before a run.
    if (error.kind === "stopped") this._newest.ask();
    else this._newest.fail(error);
  }

  _askToStop() {
    client.request("figure_stop", { name: this._name }).catch(() => {}); // the worker has gone, and the run with it
  }

  /** @param {boolean} running */
  _set(running) {
    this.running = running;
    this._asked = false;
    this._button.textContent = running ? this._words.stop : this._words.run;
    this._left.textContent = "";
  }

  /**
   * @param {string} sentence
   * @param {number | null} share  of the work that is done; null while that is not known
   */
  _tell(sentence, share) {
    this._told.textContent = sentence;
    if (share === null) this._bar.removeAttribute("value");
    else this._bar.value = share;
  }
}

/**
 * What the build drew, as the worker would answer it.
 *
 * @param {HTMLElement} figure
 * @param {string} said
 * @returns {Drawn}
 */
function drawnAtBuild(figure, said) {
  const panels = [.../** @type {NodeListOf<HTMLElement>} */ (figure.querySelectorAll("[data-panel]"))].map((panel) => {
    const layer = panel.querySelector('[data-part="layer"]');
    return [/** @type {string} */ (panel.dataset.panel), layer?.innerHTML ?? ""];
  });
  const values = [.../** @type {NodeListOf<HTMLElement>} */ (figure.querySelectorAll("[data-value]"))].map((output) => {
    return [/** @type {string} */ (output.dataset.value), output.textContent ?? ""];
  });
  const drawn = { panels: Object.fromEntries(panels), values: Object.fromEntries(values), said };
  return { ...drawn, handles: [], cells: [], milliseconds: 0 };
}
