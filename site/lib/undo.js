// @ts-check
/** What is on the pad, strokes or a test image, with every state before it, so that nothing is lost. */

/**
 * @typedef {import("./strokes.js").Point} Point
 * @typedef {{index: number, pixels: Uint8Array | null}} TestImage
 * @typedef {{strokes: Point[][], image: TestImage | null}} Drawing
 */

/** The states of the pad, the present one last. */
export class PadHistory {
  /** @param {Point[][]} strokes  that are on it from the start */
  constructor(strokes = []) {
    /** @type {Drawing[]} */
    this._states = [{ strokes, image: null }];
  }

  get now() {
    return this._states[this._states.length - 1];
  }

  get blank() {
    return this.now.strokes.length === 0 && this.now.image === null;
  }

  get canUndo() {
    return this._states.length > 1;
  }

  undo() {
    if (this.canUndo) this._states.pop();
  }

  clear() {
    if (!this.blank) this._states.push({ strokes: [], image: null });
  }

  /**
   * Begin a stroke; on a test image, a drawing begins afresh.
   *
   * @param {Point} point
   * @returns {Point[]} the stroke, to go on with
   */
  begin(point) {
    const stroke = [point];
    this._states.push({ strokes: [...this.now.strokes, stroke], image: null });
    return stroke;
  }

  /** @param {TestImage} image  takes the place of what is on the pad; looking through several is one state */
  show(image) {
    if (this.now.image) this._states.pop();
    this._states.push({ strokes: [], image });
  }
}
