// @ts-check
/** The Lab's two charts, loss and accuracy over epochs, with one cursor between them. */

import { Chart, nearest } from "../../lib/chart.js";
import { linear, logarithmic, niceStep, nines } from "../../lib/scales.js";
import { run } from "./training-run.js";

/** @typedef {"loss" | "accuracy"} Quantity */

/** What the axes reach over before there is anything on them. */
const EMPTY = { loss: [0.1, 2], accuracy: [0.5, 0.98] };

export class Charts {
  /**
   * @param {Record<string, any>} parts
   * @param {import("./words.js").Words} words
   * @param {() => number} plannedEpochs
   */
  constructor(parts, words, plannedEpochs) {
    this._parts = parts;
    this._words = words;
    this._plannedEpochs = plannedEpochs;
    /** @type {number | null} in epochs */
    this._cursor = null;
    this._charts = /** @type {[Quantity, Chart][]} */ (["loss", "accuracy"].map((name) => {
      const canvas = parts[`${name}-chart`];
      this._listen(canvas);
      return [name, new Chart(canvas, () => this.draw())];
    }));
    parts.zoom.addEventListener("change", () => this.draw());
  }

  disconnect() {
    for (const [, chart] of this._charts) chart.disconnect();
  }

  /** @returns {number} where the x axis ends */
  get _end() {
    const asked = run.busy && run.config ? run.origin + run.config.epochs : 0;
    if (run.epochs > 0) return Math.max(run.epochs, asked);
    return this._plannedEpochs();
  }

  draw() {
    const end = this._end;
    const { training, validation } = run.curves;
    const x = linear(0, end, Math.min(10, Math.max(1, Math.ceil(end))));
    x.ticks = x.ticks.filter(Number.isInteger);
    for (const [quantity, chart] of this._charts) {
      const series = [
        { name: this._words.table.line_training, colour: "--nn-training", dots: false, points: training },
        { name: this._words.table.line_validation, colour: "--nn-validation", dots: true, points: validation },
      ].map((each) => ({ ...each, points: each.points.map((point) => ({ x: point.x, y: point[quantity] })) }));
      chart.draw({
        series,
        x,
        y: this._scale(quantity, series.flatMap(({ points }) => points.map(({ y }) => y))),
        xName: this._words.table.epochs_axis,
        write: (value) => this._words.value(value),
        cursor: this._cursor,
        reach: end,
      });
    }
    this._parts.blank.hidden = training.length > 0;
    this._say(end);
  }

  /**
   * @param {Quantity} quantity
   * @param {number[]} values
   */
  _scale(quantity, values) {
    const [low, high] = values.length ? [Math.min(...values), Math.max(...values)] : EMPTY[quantity];
    if (quantity === "loss") {
      return this._parts.zoom.checked ? logarithmic(Math.max(low, 0.0005), Math.max(high, 0.001)) : linear(0, upTo(high), 5);
    }
    return this._parts.zoom.checked ? nines(low, high) : linear(0, 1, 5);
  }

  /** @param {HTMLCanvasElement} canvas */
  _listen(canvas) {
    const follow = (/** @type {PointerEvent} */ event) => {
      const chart = this._charts.find(([, each]) => each.canvas === canvas)?.[1];
      if (chart) this._moveTo(chart.placeAt(event.clientX) * this._end);
    };
    canvas.addEventListener("pointermove", follow);
    canvas.addEventListener("pointerdown", follow);
    canvas.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && document.activeElement !== canvas && this._moveTo(null));
    canvas.addEventListener("blur", () => this._moveTo(null));
    canvas.addEventListener("keydown", (event) => {
      const from = this._cursor ?? run.epochs;
      const small = this._end / 50;
      const to = {
        ArrowLeft: from - small,
        ArrowDown: from - small,
        ArrowRight: from + small,
        ArrowUp: from + small,
        PageDown: from - 1,
        PageUp: from + 1,
        Home: 0,
        End: run.epochs,
        Escape: null,
      }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      this._moveTo(to);
    });
  }

  /** @param {number | null} x */
  _moveTo(x) {
    const { training } = run.curves;
    const wanted = x === null ? null : Math.min(run.epochs, Math.max(0, x));
    this._cursor = wanted === null || !training.length ? null : wanted;
    this.draw();
  }

  /**
   * What the cursor stands on, for those who don't see it.
   *
   * @param {number} end
   */
  _say(end) {
    const { training, epochs } = run.curves;
    const at = this._cursor ?? run.epochs;
    const point = nearest(training.map((each) => ({ ...each, y: 0 })), at, Infinity);
    const words = this._words;
    let said = words.table.no_points;
    if (point) {
      const { x, loss, accuracy } = /** @type {any} */ (point);
      said = words.say("cursor_training", { epoch: words.epoch(x), loss: words.value(loss), accuracy: words.value(accuracy) });
      const row = epochs.findLast(({ epoch }) => Math.abs(epoch - at) <= 0.5);
      if (row) said += ` ${words.say("cursor_validation", { loss: words.value(row.val_loss), accuracy: words.value(row.val_accuracy) })}`;
    }
    for (const [, { canvas }] of this._charts) {
      // While a run goes on, a slider that has the focus would talk without end: it says what it stands on when moved.
      if (canvas === document.activeElement && this._cursor === null && run.state === "training") continue;
      canvas.setAttribute("aria-valuemax", String(end));
      canvas.setAttribute("aria-valuenow", at.toFixed(2));
      canvas.setAttribute("aria-valuetext", said);
    }
  }
}

/** @param {number} high */
function upTo(high) {
  const step = niceStep(high, 5);
  return Math.ceil(high / step - 1e-9) * step;
}
