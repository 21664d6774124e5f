// @ts-check
/** Python does one thing at a time, so of all the cells on a page one runs and the others wait to be asked. */

class Turns extends EventTarget {
  /** @type {object | null} the cell that runs */
  holder = null;

  /**
   * @param {object} cell
   * @returns {boolean} whether it may run now
   */
  take(cell) {
    if (this.holder && this.holder !== cell) return false;
    this._set(cell);
    return true;
  }

  /** @param {object} cell */
  release(cell) {
    if (this.holder === cell) this._set(null);
  }

  /** @param {object | null} cell */
  _set(cell) {
    this.holder = cell;
    this.dispatchEvent(new Event("change"));
  }
}

export const turns = new Turns();
