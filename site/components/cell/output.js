// @ts-check
/**
 * What a program prints, as a terminal would show it: lines, and a last one that "\r" begins again. Text is
 * gathered and shown a few times a second, and only so many lines are kept, so that a program that prints
 * without end does not freeze the page.
 */

const KEPT_LINES = 2000;
const SHOW_EVERY = 60; // ms, or longer where showing takes long: the page has other things to do, such as Stop
const SHARE = 4;

// Colours and the like, which a terminal would obey; erasing to the end of the line is what matters here.
// eslint-disable-next-line no-control-regex
const ESCAPE = /\x1b\[[\d;]*[A-Za-z]/g;

/** @typedef {{stream: "stdout" | "stderr", text: string}} Line */

export class Output {
  /** @type {Line[]} ended, and not shown yet */
  _lines = [];
  /** @type {Line & {column: number}} the one still being written */
  _last = { stream: "stdout", text: "", column: 0 };
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  _timer = undefined;
  _droppedLines = 0;
  _lastShown = "";
  _took = 0;

  /**
   * @param {{output: HTMLElement, log: HTMLElement, line: HTMLElement, dropped: HTMLElement}} parts
   * @param {{error_output: string, dropped: (lines: number) => string}} words
   */
  constructor(parts, words) {
    this._parts = parts;
    this._words = words;
  }

  clear() {
    clearTimeout(this._timer);
    this._timer = undefined;
    this._lines = [];
    this._last = { stream: "stdout", text: "", column: 0 };
    this._droppedLines = 0;
    this._lastShown = "";
    this._parts.log.replaceChildren();
    this._parts.line.textContent = "";
    this._parts.dropped.hidden = true;
  }

  /**
   * @param {"stdout" | "stderr"} stream
   * @param {string} text
   */
  write(stream, text) {
    if (stream !== this._last.stream) {
      if (this._last.text) this._endLine();
      this._last.stream = stream;
    }
    const [first, ...rest] = text.split("\n");
    this._put(first);
    for (const line of rest) {
      this._endLine();
      this._put(line);
    }
    if (this._lines.length > 2 * KEPT_LINES) this._drop();
    this._timer ??= setTimeout(() => this.show(), Math.max(SHOW_EVERY, SHARE * this._took));
  }

  /** @param {string} text  without a line's end: over what stands there after "\r", else after it */
  _put(text) {
    const last = this._last;
    text.split("\r").forEach((piece, i) => {
      if (i > 0) last.column = 0;
      const plain = piece.replace(ESCAPE, (code) => (code.endsWith("K") ? "\x1b" : ""));
      for (const [j, run] of plain.split("\x1b").entries()) {
        if (j > 0) last.text = last.text.slice(0, last.column);
        last.text = last.text.slice(0, last.column) + run + last.text.slice(last.column + run.length);
        last.column += run.length;
      }
    });
  }

  _endLine() {
    this._lines.push({ stream: this._last.stream, text: this._last.text });
    this._last = { stream: this._last.stream, text: "", column: 0 };
  }

  _drop() {
    const extra = this._lines.length - KEPT_LINES;
    if (extra <= 0) return;
    this._lines.splice(0, extra);
    this._droppedLines += extra;
  }

  show() {
    clearTimeout(this._timer);
    this._timer = undefined;
    const began = performance.now();
    const { output, log, line, dropped } = this._parts;
    const atEnd = output.scrollHeight - output.scrollTop - output.clientHeight < 40;
    this._drop();
    log.append(...this._lines.map((each) => this._element(each)));
    this._lines = [];
    while (log.childElementCount > KEPT_LINES) {
      log.firstElementChild?.remove();
      this._droppedLines++;
    }
    line.textContent = this._last.text;
    line.dataset.stream = this._last.stream;
    dropped.hidden = this._droppedLines === 0;
    dropped.textContent = this._words.dropped(this._droppedLines);
    if (atEnd) output.scrollTop = output.scrollHeight;
    this._took = performance.now() - began;
  }

  /** The program has ended: a last line without an end is a line like the others. */
  end() {
    if (this._last.text) this._endLine();
    this.show();
  }

  /**
   * @param {Line} line
   * @returns {HTMLElement}
   */
  _element({ stream, text }) {
    const element = document.createElement("div");
    element.dataset.stream = stream;
    if (stream === "stderr" && this._lastShown !== "stderr") {
      const label = document.createElement("span");
      label.className = "nn-cell__stream";
      label.textContent = this._words.error_output;
      element.append(label);
    }
    this._lastShown = stream;
    element.append(text || "\u200b");
    return element;
  }
}
