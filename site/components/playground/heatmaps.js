// @ts-check
/** Pictures of signed numbers on canvases, in the page's diverging colours. */

const STEPS = 64;

export class Heatmaps {
  /** @param {Element} element  whose theme counts */
  constructor(element) {
    this._element = element;
    this._table = new Uint32Array(2 * STEPS + 1);
    this.refresh();
  }

  /** Read the colours again: the theme may have changed. */
  refresh() {
    const style = getComputedStyle(this._element);
    const [negative, zero, positive] = ["negative", "zero", "positive"].map((name) => style.getPropertyValue(`--nn-${name}`).trim());
    const canvas = new OffscreenCanvas(2 * STEPS + 1, 1);
    const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d", { willReadFrequently: true }));
    for (let i = -STEPS; i <= STEPS; i++) {
      const share = Math.round((100 * Math.abs(i)) / STEPS);
      context.fillStyle = zero;
      context.fillRect(i + STEPS, 0, 1, 1);
      context.fillStyle = `color-mix(in oklab, ${i < 0 ? negative : positive} ${share}%, ${zero})`;
      context.fillRect(i + STEPS, 0, 1, 1);
    }
    this._table = new Uint32Array(context.getImageData(0, 0, 2 * STEPS + 1, 1).data.buffer);
  }

  /**
   * @param {HTMLCanvasElement} canvas  as many pixels as there are values
   * @param {ArrayLike<number>} values  -1 to 1
   * @param {(value: number) => number} [shape]  applied to each
   */
  paint(canvas, values, shape = (value) => value) {
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    const image = context.createImageData(canvas.width, canvas.height);
    const pixels = new Uint32Array(image.data.buffer);
    for (let i = 0; i < pixels.length; i++) {
      const value = Math.min(1, Math.max(-1, shape(values[i])));
      pixels[i] = this._table[Math.round(value * STEPS) + STEPS];
    }
    context.putImageData(image, 0, 0);
  }
}
