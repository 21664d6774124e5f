// @ts-check
/**
 * Where the digit is seen: white ink on black in both themes, so that a pixel is as bright as its value and no
 * page flashes white. What is shown, and for how long, is decided frame by frame and measured.
 */

/** How long the cross is there before an image, in milliseconds. */
const CROSS = 600;

/**
 * @typedef {object} Showing
 * @property {number} onset   time of the frame that first had the image, in ms
 * @property {number} shown   how long until the frame that first had the mask; 0 where it was until answered
 * @property {number} frames  of the screen in that time
 */

export class Stage {
  /** @param {{canvas: HTMLCanvasElement, cross: HTMLElement, invitation: HTMLElement}} parts */
  constructor(parts) {
    this._parts = parts;
    this._context = /** @type {CanvasRenderingContext2D} */ (parts.canvas.getContext("2d"));
  }

  /** @param {"image" | "cross" | "invitation" | "nothing"} what */
  _only(what) {
    this._parts.canvas.hidden = what !== "image";
    this._parts.cross.hidden = what !== "cross";
    this._parts.invitation.hidden = what !== "invitation";
  }

  /** @param {ArrayLike<number>} values  one a pixel, 0 paper to 255 ink */
  show(values) {
    const { width, height } = this._parts.canvas;
    const image = this._context.createImageData(width, height);
    for (let i = 0; i < width * height; i++) {
      image.data.fill(values[i], 4 * i, 4 * i + 3);
      image.data[4 * i + 3] = 255;
    }
    this._context.putImageData(image, 0, 0);
    this._only("image");
  }

  /** @param {string} [words]  shown instead */
  clear(words) {
    if (words !== undefined) this._parts.invitation.textContent = words;
    this._only(words === undefined ? "nothing" : "invitation");
  }

  /**
   * Cross, image, mask. The image goes with the frame nearest to the asked time.
   *
   * @param {ArrayLike<number>} image
   * @param {ArrayLike<number>} mask
   * @param {number} exposure   in ms; Infinity leaves the image there
   * @param {number} interval   between two frames of this screen, in ms
   * @param {AbortSignal} signal   ends it at once
   * @param {(onset: number) => void} onOnset
   * @returns {Promise<Showing>}  as soon as the mask is there, or, where there is none, the image
   */
  async present(image, mask, exposure, interval, signal, onOnset) {
    this._only("cross");
    const began = await frame(signal);
    let now = began;
    while (now - began < CROSS) now = await frame(signal);
    this.show(image);
    const onset = now;
    onOnset(onset);
    let frames = 0;
    if (exposure === Infinity) return { onset, shown: 0, frames };
    do {
      now = await frame(signal);
      frames++;
    } while (now - onset < exposure - interval / 2);
    this.show(mask);
    return { onset, shown: now - onset, frames };
  }
}

/**
 * @param {AbortSignal} signal
 * @returns {Promise<number>} the time of the next frame; rejects once the signal says so
 */
function frame(signal) {
  return new Promise((resolve, reject) => {
    const id = requestAnimationFrame(resolve);
    const abort = () => {
      cancelAnimationFrame(id);
      reject(signal.reason);
    };
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
  });
}

/**
 * @param {AbortSignal} signal
 * @returns {Promise<number>} milliseconds between two frames of this screen, the median of some
 */
export async function frameInterval(signal) {
  const gaps = [];
  let last = await frame(signal);
  for (let i = 0; i < 15; i++) {
    const now = await frame(signal);
    gaps.push(now - last);
    last = now;
  }
  return gaps.sort((one, other) => one - other)[7];
}

/**
 * The image in numbers, for whoever can't see it: ink from 0 to 9 in half as many rows and columns.
 *
 * @param {ArrayLike<number>} values  of a square
 */
export function inNumbers(values) {
  const side = Math.sqrt(values.length);
  const rows = [];
  for (let y = 0; y < side; y += 2) {
    const row = [];
    for (let x = 0; x < side; x += 2) {
      const sum = values[y * side + x] + values[y * side + x + 1] + values[(y + 1) * side + x] + values[(y + 1) * side + x + 1];
      row.push(Math.round((9 * sum) / 1020));
    }
    rows.push(row.join(" "));
  }
  return rows.join("\n");
}
