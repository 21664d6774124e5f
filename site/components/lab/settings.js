// @ts-check
/** The Lab's inputs: read, checked where they stand, and put back after a navigation. */

import { fill } from "../../lib/i18n.js";
import { partsOf } from "../../lib/parts.js";

/** @typedef {import("../../protocol.js").LabConfig} LabConfig */

export class LabSettings {
  /**
   * @param {HTMLElement} root   its inputs carry `data-setting`
   * @param {any} words          strings.lab
   * @param {Intl.NumberFormat} number
   */
  constructor(root, words, number) {
    this._words = words;
    this._number = number;
    /** @type {Record<string, HTMLInputElement>} */
    this.inputs = partsOf(root, "setting");
  }

  /** @returns {LabConfig | null} null where one of them can't be; it then says why and has the focus */
  read() {
    const names = Object.keys(this.inputs);
    const wrong = names.filter((name) => !this.check(name));
    if (wrong.length) {
      this.inputs[wrong[0]].focus();
      return null;
    }
    return this.values;
  }

  /** @returns {LabConfig} as it stands, checked or not */
  get values() {
    const entries = Object.entries(this.inputs).map(([name, { type, value }]) => [name, type === "number" ? Number(value) : value]);
    return Object.fromEntries(entries);
  }

  /** @param {LabConfig | null} config */
  write(config) {
    for (const [name, value] of Object.entries(config ?? {})) this.inputs[name].value = String(value);
  }

  /**
   * Say under the input what is wrong with it, if anything is.
   *
   * @param {string} name
   * @returns {boolean} whether it can be used
   */
  check(name) {
    const input = this.inputs[name];
    const fine = this.fits(name);
    input.toggleAttribute("aria-invalid", !fine);
    if (!fine) input.setAttribute("aria-invalid", "true");
    const said = /** @type {HTMLElement} */ (document.getElementById(`${input.id}-invalid`) ?? document.createElement("p"));
    said.textContent = fine ? "" : this._sentence(name);
    return fine;
  }

  /** @returns {number} as many epochs as are asked for, or, where that can't be, as were at first */
  get epochs() {
    const { value, defaultValue } = this.inputs.epochs;
    return Number(this.fits("epochs") ? value : defaultValue);
  }

  /**
   * What the template says of a number.
   *
   * @param {string} name
   */
  _range(name) {
    const { min, max, step } = this.inputs[name];
    return { min: Number(min), max: Number(max), whole: step !== "any" };
  }

  /** @param {string} name */
  fits(name) {
    const { type, value } = this.inputs[name];
    if (type !== "number") return true;
    const { min, max, whole } = this._range(name);
    const number = Number(value);
    return value.trim() !== "" && number >= min && number <= max && (!whole || Number.isInteger(number));
  }

  /** @param {string} name */
  _sentence(name) {
    const { min, max, whole } = this._range(name);
    const values = { min: whole ? this._number.format(min) : String(min), max: this._number.format(max) };
    return fill(whole ? this._words.whole_number : this._words.positive_number, values);
  }
}

/**
 * The next of 1, 2, 5, 10, … in its input's range: how a learning rate is usefully changed.
 *
 * @param {HTMLInputElement} input
 * @param {1 | -1} direction
 */
export function nextRate({ value, min, max }, direction) {
  const rate = Number(value);
  const [first, last] = [min, max].map((end) => Math.round(Math.log10(Number(end))));
  const steps = [];
  for (let power = first; power <= last; power++) {
    for (const digit of [1, 2, 5]) steps.push(Number(`${digit}e${power}`));
  }
  while (steps[steps.length - 1] > Number(max)) steps.pop();
  if (direction < 0) steps.reverse();
  return steps.find((step) => (step - rate) * direction > rate * 1e-9) ?? rate;
}
