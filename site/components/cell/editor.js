// @ts-check
/**
 * A textarea that is good to write Python in. It lies, see-through, on its own text in colours; both stand in
 * one grid cell, so that the text gives the textarea its size and nothing has to be kept in step by hand.
 */

import { highlighted } from "./highlighting.js";

const INDENT = "    ";

/** Fires "input" when the text changes and "run" when the reader asks for it by the keys. */
export class Editor extends EventTarget {
  /** @param {{text: HTMLTextAreaElement, colours: HTMLElement, numbers: HTMLElement}} parts */
  constructor({ text, colours, numbers }) {
    super();
    this._text = text;
    this._colours = colours;
    this._numbers = numbers;
    // After Escape, Tab leaves the program instead of indenting it.
    this._leaving = false;
    text.addEventListener("input", () => this._changed());
    text.addEventListener("keydown", (event) => this._key(event));
    text.addEventListener("blur", () => (this._leaving = false));
    this._draw();
  }

  get value() {
    return this._text.value;
  }

  /** Put another program in, as one step that the browser's own undo takes back. */
  set value(program) {
    this._text.focus({ preventScroll: true });
    this._text.select();
    this._insert(program);
    this._text.setSelectionRange(0, 0);
  }

  /** @param {string} program  put in without a trace, as when a page comes back */
  start(program) {
    this._text.value = program;
    this._draw();
  }

  /** @param {number | null} line  to mark as the one where the program failed, from 1 */
  mark(line) {
    [...this._numbers.children].forEach((number, i) => number.toggleAttribute("data-failed", i + 1 === line));
  }

  _changed() {
    this.mark(null);
    this._draw();
    this.dispatchEvent(new Event("input"));
  }

  _draw() {
    const program = this.value;
    this._colours.replaceChildren(...highlighted(program));
    const lines = program.split("\n").length;
    while (this._numbers.children.length > lines) this._numbers.lastElementChild?.remove();
    while (this._numbers.children.length < lines) {
      const number = document.createElement("span");
      number.textContent = String(this._numbers.children.length + 1);
      this._numbers.append(number);
    }
  }

  /** @param {KeyboardEvent} event */
  _key(event) {
    const leaving = this._leaving;
    this._leaving = event.key === "Escape" || (leaving && event.key === "Shift");
    if (event.isComposing) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey || event.shiftKey)) {
      event.preventDefault();
      this.dispatchEvent(new Event("run"));
    } else if (event.key === "Enter" && !event.altKey) {
      event.preventDefault();
      this._insert(`\n${this._indentOfNextLine()}`);
    } else if (event.key === "Tab" && !leaving && !event.ctrlKey && !event.altKey && !event.metaKey) {
      event.preventDefault();
      this._indent(event.shiftKey);
    }
  }

  _indentOfNextLine() {
    const { value, selectionStart } = this._text;
    const line = value.slice(value.lastIndexOf("\n", selectionStart - 1) + 1, selectionStart);
    return (line.match(/^ */)?.[0] ?? "") + (/:\s*(#.*)?$/.test(line) ? INDENT : "");
  }

  /** @param {boolean} less */
  _indent(less) {
    const { value, selectionStart, selectionEnd } = this._text;
    if (!less && selectionStart === selectionEnd) {
      const column = selectionStart - (value.lastIndexOf("\n", selectionStart - 1) + 1);
      this._insert(" ".repeat(INDENT.length - (column % INDENT.length)));
      return;
    }
    const start = value.lastIndexOf("\n", selectionStart - 1) + 1;
    const lines = value.slice(start, selectionEnd).split("\n");
    const moved = lines.map((line) => (less ? line.replace(/^ {1,4}/, "") : line && INDENT + line));
    this._text.setSelectionRange(start, selectionEnd);
    this._insert(moved.join("\n"));
    const first = moved[0].length - lines[0].length;
    const end = start + moved.join("\n").length;
    const from = selectionStart === selectionEnd ? end : Math.max(start, selectionStart + first);
    this._text.setSelectionRange(from, end);
  }

  /** @param {string} text  in the place of what is selected */
  _insert(text) {
    // The only way of changing a textarea that its own undo remembers; every browser has it.
    const done = document.execCommand(text ? "insertText" : "delete", false, text);
    if (done) return;
    this._text.setRangeText(text, this._text.selectionStart, this._text.selectionEnd, "end");
    this._changed();
  }
}
