// @ts-check
/** What the network answers: the digit, the ten probabilities, and the 28 × 28 it looked at. */

/** @typedef {import("../../protocol.js").Prediction & Partial<import("../../protocol.js").TestPrediction>} Prediction */

/**
 * Paint grey values as ink of that strength, so that the theme's paper shows through.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {ArrayLike<number> | null} values  one a pixel, 0 paper to 255 ink
 */
export function paint(canvas, values) {
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const image = context.createImageData(canvas.width, canvas.height);
  if (values) for (let i = 0; i < values.length; i++) image.data[4 * i + 3] = values[i];
  context.putImageData(image, 0, 0);
}

/**
 * @param {Prediction | null} prediction
 * @returns {prediction is Prediction} whether there is a digit in it
 */
export function reads(prediction) {
  return prediction !== null && prediction.digit >= 0;
}

export class Answer {
  /**
   * @param {{digit: HTMLElement, sees: HTMLCanvasElement, bars: HTMLElement, truth: HTMLElement}} parts
   * @param {string} language
   * @param {{right: string, wrong: string}} words
   */
  constructor(parts, language, words) {
    this._parts = parts;
    this._words = words;
    this._percent = new Intl.NumberFormat(language, { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 });
    this._rows = [...parts.bars.children].map((row) => ({
      row: /** @type {HTMLElement} */ (row),
      bar: /** @type {HTMLElement} */ (row.querySelector(".nn-draw__track > span")),
      percent: /** @type {HTMLElement} */ (row.querySelector(".nn-draw__percent")),
    }));
  }

  /** @param {number} probability */
  percent(probability) {
    return this._percent.format(probability);
  }

  /** @param {Prediction | null} prediction  null for a blank pad */
  show(prediction) {
    const there = reads(prediction);
    this._parts.digit.textContent = there ? String(prediction.digit) : "–";
    paint(this._parts.sees, there ? prediction.input.values : null);
    this._rows.forEach(({ row, bar, percent }, digit) => {
      const probability = there ? prediction.probabilities[digit] : 0;
      row.toggleAttribute("data-winner", there && digit === prediction.digit);
      bar.style.transform = `scaleX(${probability.toFixed(4)})`;
      percent.textContent = there ? this.percent(probability) : "–";
    });
    const { truth } = this._parts;
    if (there && prediction.label !== undefined) {
      const right = prediction.label === prediction.digit;
      truth.dataset.right = String(right);
      truth.textContent = (right ? this._words.right : this._words.wrong).replace("{label}", String(prediction.label));
    } else {
      delete truth.dataset.right;
      truth.textContent = "";
    }
  }
}
