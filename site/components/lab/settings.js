// @ts-check
/** The Lab's inputs: read, checked where they stand, and put back after a navigation. */

import { fill } from "../../lib/i18n.js";
import { partsOf } from "../../lib/parts.js";

/** @typedef {import("../../protocol.js").LabConfig} LabConfig */

/** @type {Record<string, {min: number, max: number, whole: boolean}>} */
const RANGES = {
  epochs: { min: 1, max: 100, whole: true },
  batch_size: { min: 1, max: 1024, whole: true },
  learning_rate: { min: 0.000001, max: 10, whole: false },
  train_images: { min: 1, max: 60000, whole: true },
  hidden_units: { min: 1, max: 1024, whole: true },
  seed: { min: 0, max: 999999, whole: true },
};

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
    const entries = Object.entries(this.inputs).map(([name, { value }]) => [name, name in RANGES ? Number(value) : value]);
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

  /** @param {string} name */
  fits(name) {
    const range = RANGES[name];
    if (!range) return true;
    const { value } = this.inputs[name];
    const number = Number(value);
    return value.trim() !== "" && number >= range.min && number <= range.max && (!range.whole || Number.isInteger(number));
  }

  /** @param {string} name */
  _sentence(name) {
    const { min, max, whole } = RANGES[name];
    const values = { min: whole ? this._number.format(min) : String(min), max: this._number.format(max) };
    return fill(whole ? this._words.whole_number : this._words.positive_number, values);
  }
}

/**
 * The next of 1, 2, 5, 10, …: how a learning rate is usefully changed.
 *
 * @param {number} rate
 * @param {1 | -1} direction
 */
export function nextRate(rate, direction) {
  const steps = [];
  for (let power = -6; power <= 1; power++) {
    for (const digit of power === 1 ? [1] : [1, 2, 5]) steps.push(Number(`${digit}e${power}`));
  }
  if (direction < 0) steps.reverse();
  return steps.find((step) => (step - rate) * direction > rate * 1e-9) ?? rate;
}
