// @ts-check
/**
 * A program the reader can change and run. Stop first asks the program, which hears it from its own loops; a
 * program that does not hear is ended together with its worker, and Python starts anew.
 */

import { client } from "../../client.js";
import { listening } from "../../lib/early.js";
import { fill, languageOf, strings } from "../../lib/i18n.js";
import { clearFailure, showFailure } from "../../lib/failure.js";
import { LoadingTotal, showLoading } from "../../lib/loading.js";
import { partsOf } from "../../lib/parts.js";
import { Editor } from "./editor.js";
import { Output } from "./output.js";
import { Program } from "./program.js";
import { turns } from "./turns.js";

/** How long a program may take to hear Stop, in ms. */
const PATIENCE = 1000;

class CellElement extends HTMLElement {
  /** @type {Record<string, any>} */
  _parts = {};
  /** @type {any} the whole table of strings */
  _words;
  /** @type {{stopped: boolean, replaced: boolean, waiting: AbortController} | null} the run that is on */
  _run = null;
  _leaving = new AbortController();

  async connectedCallback() {
    if (this._parts.run) return; // moved within the page: everything is in place
    this._parts = partsOf(this);
    this._words = await strings(languageOf(this));
    if (!this.isConnected) return; // the page was left meanwhile
    this._write = new Intl.NumberFormat(languageOf(this), { minimumFractionDigits: 1, maximumFractionDigits: 1 });
    const words = this._words.cell;
    const place = [...document.querySelectorAll("nn-cell")].indexOf(this);
    this._program = new Program(this._parts.text.defaultValue, `nn-cell ${location.pathname} ${place}`);
    this._editor = new Editor(/** @type {any} */ (this._parts));
    const { value, defaultValue } = this._parts.text;
    if (value !== defaultValue) this._program.keep(value); // written before this script was there
    this._editor.start(value !== defaultValue ? value : this._program.kept);
    const dropped = (/** @type {number} */ lines) => fill(words.dropped, { lines });
    this._output = new Output(/** @type {any} */ (this._parts), { error_output: words.error_output, dropped });
    this._listen();
    this._set("idle");
    listening(this);
  }

  disconnectedCallback() {
    this._leaving.abort();
    this.stop();
  }

  _listen() {
    const { signal } = this._leaving;
    const { run, stop, restore } = this._parts;
    run.addEventListener("click", () => this.run());
    stop.addEventListener("click", () => this.stop());
    restore.addEventListener("click", () => this._restore());
    this._editor?.addEventListener("run", () => this.run());
    this._editor?.addEventListener("input", () => {
      const text = /** @type {Editor} */ (this._editor).value;
      const program = /** @type {Program} */ (this._program);
      program.keep(text);
      if (text !== program.original) program.aside = null;
      this._showButtons();
    });
    turns.addEventListener("change", () => this._showButtons(), { signal });
  }

  async run() {
    if (this._run || !turns.take(this)) return;
    const run = (this._run = { stopped: false, replaced: false, waiting: new AbortController() });
    const started = performance.now();
    clearFailure(this._parts.waiting);
    this._output?.clear();
    this._editor?.mark(null);
    this._showResult("");
    this._set("loading");
    let ticking;
    try {
      const loading = new LoadingTotal((sum) => !run.stopped && showLoading(this._parts.waiting, this._words, sum));
      await client.boot(loading.stream(), run.waiting.signal);
      if (run.stopped) throw Object.assign(new Error(), { kind: "stopped" });
      showLoading(this._parts.waiting, this._words, null);
      this._set("running");
      ticking = setInterval(() => this._tick(started), 1000);
      const load = loading.stream();
      const onEvent = (/** @type {import("../../protocol.js").EventOf<"run_code">} */ event) => {
        if (event.type === "loading") load(event);
        if (event.type !== "output") return;
        showLoading(this._parts.waiting, this._words, null);
        this._output?.write(event.data.stream, event.data.text);
      };
      const code = /** @type {Editor} */ (this._editor).value;
      const { status } = await client.request("run_code", { code }, { onEvent });
      this._end(status, (performance.now() - started) / 1000);
    } catch (error) {
      this._endEarly(/** @type {any} */ (error), run);
    } finally {
      clearInterval(ticking);
      this._run = null;
      turns.release(this);
    }
  }

  /** Stop what runs; returns at once, the run ends when Python has heard or is gone. */
  stop() {
    const run = this._run;
    if (!run || run.stopped) return;
    run.stopped = true;
    this._showButtons();
    if (this.dataset.state === "loading") {
      run.waiting.abort();
      return;
    }
    this._say(this._words.cell.stopping);
    client.request("stop_code", {}).catch(() => {}); // it ends with the worker, where that is what it takes
    setTimeout(() => {
      if (this._run !== run) return;
      run.replaced = true;
      client.replace().catch(() => {}); // whoever needs Python next says what went wrong
    }, PATIENCE);
  }

  /**
   * @param {"done" | "stopped" | "failed"} status
   * @param {number} seconds
   */
  _end(status, seconds) {
    showLoading(this._parts.waiting, this._words, null);
    this._output?.end();
    const line = status === "failed" ? this._failedLine() : null;
    this._editor?.mark(line);
    this._set(status);
    const words = this._words.cell;
    const sentence = line === null ? words[status] : words.failed_line;
    this._showResult(fill(sentence, { seconds: this._write?.format(seconds) ?? "", line: line ?? "" }));
  }

  /**
   * @param {Error & {kind?: string}} error
   * @param {{replaced: boolean}} run
   */
  _endEarly(error, run) {
    this._output?.end();
    if (error.kind === "stopped") {
      showLoading(this._parts.waiting, this._words, null);
      this._set("stopped");
      const words = this._words.cell;
      const restarted = client.hasOwnModel ? words.restarted_kept : words.restarted;
      this._showResult(run.replaced ? restarted : words.cancelled);
    } else {
      this._set("error");
      this._parts.result.hidden = true;
      showFailure(this._parts.waiting, this._words, error, () => this.run());
    }
  }

  /** @returns {number | null} the last line of the program that its traceback names */
  _failedLine() {
    const named = [...this._parts.log.textContent.matchAll(/File "<cell>", line (\d+)/g)];
    return named.length ? Number(named[named.length - 1][1]) : null;
  }

  /** Back to the original, or from there back to the reader's own text: nothing is lost either way. */
  _restore() {
    const editor = /** @type {Editor} */ (this._editor);
    const program = /** @type {Program} */ (this._program);
    const text = editor.value;
    if (text !== program.original) {
      editor.value = program.original;
      program.aside = text;
    } else if (program.aside !== null) {
      editor.value = program.aside;
    }
    this._showButtons();
    this._parts.restore.focus();
  }

  /** @param {string} state */
  _set(state) {
    this.dataset.state = state;
    this.toggleAttribute("data-settled", !this._busy);
    this._showButtons();
  }

  /** Whether Python is being loaded for the program, or runs it. */
  get _busy() {
    return this.dataset.state === "loading" || this.dataset.state === "running";
  }

  _showButtons() {
    const { run, stop, restore } = this._parts;
    const words = this._words.cell;
    const busy = this._busy;
    const elsewhere = turns.holder !== null && turns.holder !== this;
    run.setAttribute("aria-disabled", String(busy || elsewhere));
    run.textContent = elsewhere ? words.waits : words.run;
    stop.setAttribute("aria-disabled", String(!busy || Boolean(this._run?.stopped)));
    const program = /** @type {Program} */ (this._program);
    const original = this._editor?.value === program.original;
    restore.textContent = original && program.aside !== null ? words.back : words.restore;
    restore.setAttribute("aria-disabled", String(original && program.aside === null));
  }

  /** @param {number} started */
  _tick(started) {
    if (!this._run || this._run.stopped) return;
    // Not for the ear: a screen reader would hear every second.
    const clock = document.createElement("span");
    clock.setAttribute("aria-hidden", "true");
    clock.textContent = fill(this._words.cell.running, { seconds: Math.round((performance.now() - started) / 1000) });
    this._parts.status.replaceChildren(clock);
  }

  /** @param {string} sentence */
  _showResult(sentence) {
    this._parts.result.hidden = false;
    this._say(sentence);
  }

  /** @param {string} sentence */
  _say(sentence) {
    this._parts.status.textContent = sentence;
  }
}

customElements.define("nn-cell", CellElement);
