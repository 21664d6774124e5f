// @ts-check
/**
 * Back, Step and Play through a figure's named steps. Play goes on by itself, a step at a time and only once the
 * last is drawn, to the end; where less motion is asked for, a press on it is one step. Steps with `rounds` are a
 * ring: past the last comes the first of the next round.
 */

import { ARROWS } from "../../lib/keys.js";
import { onceOutOfSight } from "./play.js";

/** @typedef {import("../../lib/state.js").State} State */

/** How long a step is there to be read before the next, in milliseconds. */
const PACE = 900;
/** The same in later rounds of steps that go round. */
const QUICK = 150;
/** How soon a step that was not drawn in time is asked after again. */
const PATIENCE = 100;

export class Stepper {
  /**
   * @param {HTMLElement} row      the control, `data-steps` names its key
   * @param {HTMLElement} figure   whose marks with `data-go` are pressed to jump to a step
   * @param {State} state
   * @param {() => boolean} ready  whether the next drawing can be asked for
   * @param {AbortSignal} signal
   */
  constructor(row, figure, state, ready, signal) {
    this._state = state;
    this._ready = ready;
    this._key = /** @type {string} */ (row.dataset.steps);
    this._rounds = state.control(this._key).rounds;
    this._keys = this._rounds ? [this._key, this._rounds] : [this._key];
    this._run = /** @type {HTMLButtonElement} */ (row.querySelector("[data-run]"));
    this._words = { play: this._run.textContent, pause: this._run.dataset.pauseWord ?? "" };
    this._timer = 0;
    row.addEventListener("click", ({ target }) => {
      const button = target instanceof Element && /** @type {HTMLElement | null} */ (target.closest("[data-by]"));
      if (button) this._take(Number(button.dataset.by));
    });
    row.addEventListener("keydown", (event) => this._arrow(event));
    figure.addEventListener("click", ({ target }) => {
      const mark = target instanceof Element && /** @type {SVGElement | null} */ (target.closest("[data-go]"));
      if (mark) this._go(Number(mark.dataset.go));
    });
    this._run.addEventListener("click", () => (this._timer ? this.pause() : this.play()));
    onceOutOfSight(this._run, () => this.pause(), signal);
  }

  play() {
    const over = this._over;
    if (over) this._restart();
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
      if (!over) this._move(1);
      return;
    }
    this._run.textContent = this._words.pause;
    this._wait(over ? PACE : 0);
  }

  pause() {
    if (!this._timer) return;
    clearTimeout(this._timer);
    this._timer = 0;
    this._run.textContent = this._words.play;
  }

  /** @param {number} milliseconds */
  _wait(milliseconds) {
    this._timer = window.setTimeout(() => this._next(), milliseconds);
  }

  _next() {
    if (!this._ready()) return this._wait(PATIENCE);
    this._move(1);
    if (this._over) this.pause();
    else this._wait(this._pace);
  }

  /** How long this step stands: of rounds the first two are there to be read, the later ones to be seen turning. */
  get _pace() {
    if (!this._rounds) return PACE;
    const { low, step } = this._state.control(this._rounds);
    return this._state.values[this._rounds] < low + 2 * step ? PACE : QUICK;
  }

  /** Whether no step is left: of steps that go round, in the last round. */
  get _over() {
    return this._keys.every((key) => this._state.values[key] >= this._state.control(key).high);
  }

  _restart() {
    this._state.set(Object.fromEntries(this._keys.map((key) => [key, this._state.control(key).low])));
    this._state.settle();
  }

  /**
   * What the reader does ends Play.
   *
   * @param {number} by
   */
  _take(by) {
    this.pause();
    this._move(by);
  }

  /** @param {number} by */
  _move(by) {
    if (!this._turn(by)) this._state.move(this._key, by);
    this._state.settle();
  }

  /**
   * From one round to the next or the last, where the step leads out of this one.
   *
   * @param {number} by
   * @returns {boolean} whether it does
   */
  _turn(by) {
    if (!this._rounds) return false;
    const step = this._state.control(this._key);
    const round = this._state.control(this._rounds);
    const next = this._state.values[this._key] + by * step.step;
    const other = this._state.values[this._rounds] + by * round.step;
    if ((next >= step.low && next <= step.high) || other < round.low || other > round.high) return false;
    this._state.set({ [this._rounds]: other, [this._key]: by > 0 ? step.low : step.high });
    return true;
  }

  /** @param {number} place  from 0 */
  _go(place) {
    const { low, step } = this._state.control(this._key);
    this.pause();
    this._state.set({ [this._key]: low + place * step });
    this._state.settle();
  }

  /** @param {KeyboardEvent} event */
  _arrow(event) {
    const arrow = ARROWS[event.key];
    if (!arrow?.x || event.ctrlKey || event.altKey || event.metaKey) return;
    if (!(event.target instanceof HTMLButtonElement)) return; // slider and list have keys of their own
    event.preventDefault();
    this._take(arrow.x);
  }
}
