// @ts-check
/** The Lab's numbers and sentences in the reader's language. */

import { fill } from "../../lib/i18n.js";

export class Words {
  /**
   * @param {string} language
   * @param {any} table  strings.lab
   */
  constructor(language, table) {
    this.table = table;
    this.number = new Intl.NumberFormat(language);
    this._epochs = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
  }

  /**
   * @param {string} key
   * @param {Record<string, string | number>} [values]
   */
  say(key, values = {}) {
    return fill(this.table[key], values);
  }

  /** @param {number} n  may be a fraction, after a stop */
  epochs(n) {
    return this.say(n === 1 ? "one_epoch" : "many_epochs", { n: this.epoch(n) });
  }

  /** @param {number} x */
  epoch(x) {
    return this._epochs.format(x);
  }

  /** @param {number} n */
  images(n) {
    return this.say(n === 1 ? "one_image" : "many_images", { n: this.number.format(n) });
  }

  /** @param {number} seconds */
  duration(seconds) {
    const s = Math.ceil(seconds);
    return s < 60 ? this.say("seconds", { s }) : this.say("minutes", { min: Math.floor(s / 60), s: s % 60 });
  }

  /** @param {number | undefined} value  a loss or an accuracy */
  value(value) {
    if (value === undefined || !Number.isFinite(value)) return "–";
    return value >= 100 ? value.toPrecision(5) : value.toFixed(4);
  }
}
