// @ts-check
/** What the Lab's curves are drawn from: the training curve in bins, so that long runs stay cheap, and every epoch. */

/**
 * @typedef {{x: number, loss: number, accuracy: number}} CurvePoint
 * @typedef {{epoch: number, loss: number, accuracy: number, val_loss: number, val_accuracy: number}} EpochRow
 */

/** Points of the training curve at most: about one a pixel of a wide chart. */
const LIMIT = 512;
/** A bin's first least width, in epochs. A slice of time may hold a single batch, and one batch says little. */
const WIDTH = 1 / 100;

export class Curves {
  constructor() {
    /** @type {CurvePoint[]} */
    this.training = [];
    /** @type {EpochRow[]} */
    this.epochs = [];
    this._width = WIDTH;
    /** Epochs the newest bin's mean is over. */
    this._weight = 0;
  }

  /** Where the newest row of the table stands, or -1. */
  get last() {
    return this.epochs.at(-1)?.epoch ?? -1;
  }

  /** @returns {CurvePoint[]} */
  get validation() {
    return this.epochs.map(({ epoch, val_loss, val_accuracy }) => ({ x: epoch, loss: val_loss, accuracy: val_accuracy }));
  }

  /**
   * @param {number} x     where these batches end, in epochs
   * @param {number} span  how many epochs they are
   * @param {number} loss  their mean
   * @param {number} accuracy
   * @param {boolean} alone  a batch the reader asked for gets a point of its own
   */
  addTraining(x, span, loss, accuracy, alone = false) {
    const newest = this.training.at(-1);
    if (newest && !alone && this._weight && this._weight < this._width) {
      this._weight += span;
      const share = span / this._weight;
      newest.x = x;
      newest.loss += (loss - newest.loss) * share;
      newest.accuracy += (accuracy - newest.accuracy) * share;
      return;
    }
    this._weight = alone ? 0 : span;
    this.training.push({ x, loss, accuracy });
    if (this.training.length > LIMIT) this._halve();
  }

  /** Two neighbouring bins become one; from now on a bin takes twice as much. */
  _halve() {
    const { training } = this;
    const halved = [];
    for (let i = 0; i + 1 < training.length; i += 2) {
      const [one, other] = [training[i], training[i + 1]];
      halved.push({ x: other.x, loss: (one.loss + other.loss) / 2, accuracy: (one.accuracy + other.accuracy) / 2 });
    }
    if (training.length % 2) halved.push(training[training.length - 1]);
    this.training = halved;
    this._width *= 2;
    this._weight = 0;
  }

  /** @param {EpochRow} row */
  addEpoch(row) {
    this.epochs.push(row);
  }

  /** @param {number} x  what lies behind it is forgotten */
  cutAt(x) {
    this.training = this.training.filter((point) => point.x <= x);
    this.epochs = this.epochs.filter(({ epoch }) => epoch <= x);
    this._weight = 0;
  }
}
