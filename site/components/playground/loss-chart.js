// @ts-check
/** The loss on training and test points over epochs. */

import { Chart } from "../../lib/chart.js";
import { linear, niceStep } from "../../lib/scales.js";

/** More points than this a small chart can't show: every other one goes. */
const MOST = 600;

export class LossChart {
  /**
   * @param {HTMLCanvasElement} canvas
   * @param {any} words
   */
  constructor(canvas, words) {
    this._words = words;
    this._chart = new Chart(canvas, () => this.draw());
    /** @type {{epoch: number, train: number, test: number}[]} */
    this.points = [];
  }

  clear() {
    this.points = [];
  }

  /** @param {import("../../protocol.js").PlaygroundView} view */
  add({ epoch, train_loss: train, test_loss: test }) {
    const last = this.points.at(-1);
    if (last && last.epoch >= epoch) this.points.pop(); // a weight was set by hand: the same epoch anew
    this.points.push({ epoch, train, test });
    if (this.points.length > MOST) this.points = this.points.filter((_, i) => i % 2 === 0 || i === this.points.length - 1);
  }

  draw() {
    const values = this.points.flatMap(({ train, test }) => [train, test]).filter(Number.isFinite);
    const high = Math.max(0.1, Math.min(2, Math.max(0, ...values)));
    const step = niceStep(high, 4);
    const end = Math.max(10, this.points.at(-1)?.epoch ?? 0);
    const series = /** @type {const} */ (["train", "test"]).map((key) => ({
      name: this._words[`line_${key}`],
      colour: key === "train" ? "--nn-training" : "--nn-validation",
      dots: false,
      points: this.points.map((point) => ({ x: point.epoch, y: point[key] })).filter(({ y }) => Number.isFinite(y)),
    }));
    const x = linear(0, end, 4);
    x.ticks = x.ticks.filter(Number.isInteger);
    this._chart.draw({
      series,
      x,
      y: linear(0, Math.ceil(high / step - 1e-9) * step, 4),
      xName: this._words.loss_axis,
      write: (value) => value.toFixed(3),
      cursor: null,
      reach: 0,
    });
  }

  disconnect() {
    this._chart.disconnect();
  }
}
