// @ts-check
/** The reader's text of a cell, kept for as long as the tab lives, and the original it can go back to. */

export class Program {
  /**
   * @param {string} original
   * @param {string} key  of this cell on this page
   */
  constructor(original, key) {
    this.original = original;
    this._key = key;
    /** @type {string | null} what the reader had written when they went back to the original */
    this.aside = null;
  }

  /** @returns {string} what the reader last had here */
  get kept() {
    try {
      return sessionStorage.getItem(this._key) ?? this.original;
    } catch {
      return this.original; // storage is switched off: nothing is kept, nothing fails
    }
  }

  /** @param {string} text */
  keep(text) {
    try {
      if (text === this.original) sessionStorage.removeItem(this._key);
      else sessionStorage.setItem(this._key, text);
    } catch {
      // As above.
    }
  }
}
