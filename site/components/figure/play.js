// @ts-check
/**
 * Play and Pause: time goes by in the state, at most thirty drawings a second and none while the last is on its
 * way. Out of sight it pauses; where less motion is asked for, Play is one step.
 */

/** @typedef {import("../../lib/state.js").State} State */

const FRAME = 1000 / 30;
const STEPS = 20;

/**
 * @param {HTMLElement} button  whose figure the reader looks at
 * @param {() => void} pause
 * @param {AbortSignal} signal
 */
export function onceOutOfSight(button, pause, signal) {
  const seen = new IntersectionObserver(([{ isIntersecting }]) => !isIntersecting && pause());
  seen.observe(button.closest("figure") ?? button);
  document.addEventListener("visibilitychange", () => document.hidden && pause(), { signal });
  signal.addEventListener("abort", () => {
    seen.disconnect();
    pause();
  });
}

export class Player {
  /**
   * @param {HTMLButtonElement} button
   * @param {State} state
   * @param {() => boolean} ready   whether the next drawing can be asked for
   * @param {AbortSignal} signal
   */
  constructor(button, state, ready, signal) {
    this._button = button;
    this._state = state;
    this._ready = ready;
    this._key = /** @type {string} */ (button.dataset.play);
    this._words = { play: button.textContent, pause: button.dataset.pauseWord ?? "" };
    this._playing = false;
    this._last = 0;
    this._time = 0;
    button.addEventListener("click", () => (this._playing ? this.pause() : this.play()));
    onceOutOfSight(button, () => this.pause(), signal);
  }

  play() {
    const { low, high } = this._state.control(this._key);
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
      const next = this._state.values[this._key] + (high - low) / STEPS;
      this._state.set({ [this._key]: next > high + 1e-9 ? low : next });
      this._state.settle();
      return;
    }
    this._playing = true;
    this._show();
    this._time = this._state.values[this._key];
    if (this._time >= high) this._time = low;
    this._last = performance.now();
    requestAnimationFrame((now) => this._frame(now));
  }

  pause() {
    if (!this._playing) return;
    this._playing = false;
    this._show();
    this._state.settle();
  }

  /** @param {number} now */
  _frame(now) {
    if (!this._playing) return;
    requestAnimationFrame((next) => this._frame(next));
    if (now - this._last < FRAME * 0.95 || !this._ready()) return;
    const { low, high, step, seconds } = this._state.control(this._key);
    // What the reader sets while it plays is where it goes on from.
    if (Math.abs(this._state.values[this._key] - this._time) > step) this._time = this._state.values[this._key];
    this._time += ((now - this._last) / 1000 / seconds) * (high - low);
    this._last = now;
    if (this._time > high) this._time = low + ((this._time - low) % (high - low));
    this._state.set({ [this._key]: this._time });
  }

  _show() {
    this._button.textContent = this._playing ? this._words.pause : this._words.play;
  }
}
