// @ts-check
/** One round after another: show, time, and take the reader's answer by key or tap; pause, and what it costs. */

import { fill } from "../../lib/i18n.js";
import { Pause } from "./pause.js";
import { frameInterval, inNumbers } from "./stage.js";

/** Why a round ended without an answer. */
export const INTERRUPTED = new Error("interrupted");

/** @typedef {import("../../protocol.js").Game} Game */

/**
 * @typedef {object} Answered
 * @property {number} round
 * @property {number} digit
 * @property {number} reaction   from the image's onset to the key or the finger going down, in ms
 * @property {number} shown      how long the image was there, in ms
 * @property {number} frames     likewise; 0 where it was there until answered
 */

export class Rounds {
  /**
   * @param {HTMLElement} root
   * @param {Record<string, any>} parts
   * @param {import("./stage.js").Stage} stage
   * @param {any} words   strings.game
   * @param {AbortSignal} leaving
   */
  constructor(root, parts, stage, words, leaving) {
    Object.assign(this, { _root: root, _stage: stage });
    this._parts = parts;
    this._stage = stage;
    this._words = words;
    this._leaving = leaving;
    /** Rounds that do not count, because the reader paused or looked away. */
    this.interrupted = 0;
    /** Milliseconds between two frames. */
    this.interval = 0;
    /** @type {((digit: number, time: number) => void) | null} who waits for an answer */
    this._onAnswer = null;
    /** @type {AbortController | null} of the round that is on */
    this._round = null;
    this._pressed = 0;
    document.addEventListener("keydown", (event) => this._key(event, root), { signal: leaving });
    document.addEventListener("visibilitychange", () => document.hidden && this._interrupt(), { signal: leaving });
    parts.keys.addEventListener("pointerdown", (/** @type {PointerEvent} */ event) => (this._pressed = event.timeStamp));
    parts.keys.addEventListener("click", (/** @type {PointerEvent} */ event) => {
      const key = /** @type {HTMLElement} */ (event.target).closest("button");
      // The finger's own time; a click comes only when it lifts. `detail` is 0 for a key.
      if (key) this._onAnswer?.(Number(key.value), event.detail ? this._pressed : event.timeStamp);
    });
    parts.pause.addEventListener("click", () => this._interrupt());
    this._pause = new Pause(parts, words, leaving);
  }

  /**
   * @param {import("../../protocol.js").Game} game
   * @param {number} exposure
   * @param {boolean} practice
   */
  async begin(game, exposure, practice) {
    Object.assign(this, { interrupted: 0 });
    this._game = game;
    this._exposure = exposure;
    this._practice = practice;
    this._parts.described.hidden = exposure !== Infinity;
    this._parts.described.open = false;
    this._parts.answer.hidden = false;
    this._stage.clear();
    this._parts.stage.scrollIntoView({ block: "nearest" });
    this.interval = await frameInterval(this._leaving);
  }

  /** @param {number} i */
  image(i) {
    return imageOf(/** @type {Game} */ (this._game).images, i);
  }

  /**
   * @param {number} i
   * @param {boolean} results   whether a round has been played that counts
   * @returns {Promise<Answered | "void" | "end" | "restart">}
   */
  async play(i, results) {
    const { answer, feedback, progress, stage, grid } = this._parts;
    const all = /** @type {any} */ (this._game).labels.length;
    for (;;) {
      feedback.hidden = true;
      answer.hidden = false;
      progress.textContent = fill(this._words[this._practice ? "practice_of" : "round_of"], { round: i + 1, all });
      grid.textContent = this._exposure === Infinity ? inNumbers(this.image(i)) : "";
      stage.focus({ preventScroll: true });
      const { answered, started } = await this._try(i);
      if (answered) return answered;
      if (started) this.interrupted++;
      const why = this._words[started ? "paused_lost" : "paused"];
      this._stage.clear(why);
      const choice = await this._pause.choose(why, results && !this._practice);
      if (choice !== "resume") return choice;
      // Before its image was there, a round can be played again; after that it would be a second look.
      if (started) return "void";
    }
  }

  /**
   * @param {number} i
   * @returns {Promise<{answered: Answered | null, started: boolean}>}  none: interrupted, before or after its image came
   */
  async _try(i) {
    const round = (this._round = new AbortController());
    let started = false;
    try {
      const signal = AbortSignal.any([round.signal, this._leaving]);
      return { answered: await this._one(i, signal, () => (started = true)), started };
    } catch (error) {
      if (this._leaving.aborted || error !== INTERRUPTED) throw error;
      return { answered: null, started };
    } finally {
      this._round = null;
      this._onAnswer = null;
      this._enable(false);
    }
  }

  /**
   * @param {number} i
   * @param {AbortSignal} signal
   * @param {() => void} onStart
   * @returns {Promise<Answered>}
   */
  async _one(i, signal, onStart) {
    const exposure = this._exposure ?? 0;
    const mask = imageOf(/** @type {Game} */ (this._game).masks, i);
    let onset = 0;
    /** @type {Promise<{digit: number, time: number}>} */
    const answer = new Promise((resolve, reject) => {
      this._onAnswer = (digit, time) => onset && resolve({ digit, time });
      signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    });
    answer.catch(() => {}); // heard below, or ended with the showing
    const showing = this._stage.present(this.image(i), mask, exposure, this.interval, signal, (at) => {
      onset = at;
      onStart();
      this._enable(true);
    });
    // Whoever answers while the image is still there waits for its end, so that each is shown equally long.
    const { shown, frames } = await showing;
    const { digit, time } = await answer;
    const reaction = time - onset;
    return { round: i, digit, reaction, shown: exposure === Infinity ? reaction : shown, frames };
  }

  _interrupt() {
    this._round?.abort(INTERRUPTED);
  }

  /** @param {boolean} on */
  _enable(on) {
    for (const key of this._parts.keys.children) key.setAttribute("aria-disabled", String(!on));
  }

  /**
   * @param {KeyboardEvent} event
   * @param {HTMLElement} root
   */
  _key(event, root) {
    if (!this._round || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = /** @type {HTMLElement} */ (event.target);
    if (target !== document.body && !root.contains(target)) return;
    if (event.key === "Escape") this._interrupt();
    else if (/^[0-9]$/.test(event.key) && !event.repeat) {
      event.preventDefault();
      this._onAnswer?.(Number(event.key), event.timeStamp);
    }
  }
}

/**
 * @param {Game["images"]} images
 * @param {number} i
 */
function imageOf({ values, shape: [, height, width] }, i) {
  return values.subarray(height * width * i, height * width * (i + 1));
}
