// @ts-check
/**
 * What a program prints, on its way to the page: each piece at once, as long as the page can follow. A program
 * that prints in an endless loop would bury the page in messages, and the reader's Stop with it; so beyond some
 * hundred a second, pieces are joined.
 */

/** @typedef {import("../protocol.js").Output} Piece */

const BURST = 200;
const PER_SECOND = 200;

export class Output {
  /** @param {(piece: Piece) => void} send */
  constructor(send) {
    this._send = send;
    /** @type {Piece[]} */
    this._joined = [];
    this._credit = BURST;
    this._counted = performance.now();
  }

  /**
   * @param {Piece["stream"]} stream
   * @param {string} text
   */
  write(stream, text) {
    const last = this._joined[this._joined.length - 1];
    if (last?.stream === stream) last.text += text;
    else this._joined.push({ stream, text });
    const now = performance.now();
    this._credit = Math.min(BURST, this._credit + ((now - this._counted) * PER_SECOND) / 1000);
    this._counted = now;
    if (this._credit >= 1) this.flush();
  }

  /** Send what is waiting. */
  flush() {
    for (const piece of this._joined) this._send(piece);
    this._credit -= this._joined.length;
    this._joined = [];
  }
}
