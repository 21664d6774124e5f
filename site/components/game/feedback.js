// @ts-check
/** After each answer: the digit again, what both said, and what it was. */

import { fill } from "../../lib/i18n.js";

export class Feedback {
  /**
   * @param {Record<string, HTMLElement>} parts
   * @param {string} language
   * @param {any} words   strings.game
   */
  constructor(parts, language, words) {
    this._parts = parts;
    this._words = words;
    this._percent = new Intl.NumberFormat(language, { style: "percent" });
    this._number = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  }

  /**
   * @param {import("../../protocol.js").Game} game
   * @param {import("./rounds.js").Answered} answered
   * @param {boolean} last
   * @returns {string} the same in a sentence
   */
  show(game, { round, digit, reaction }, last) {
    const { answer, feedback, truth, yours, its, about, next, end } = this._parts;
    const words = this._words;
    const label = game.labels[round];
    const network = game.answers[round];
    truth.textContent = fill(words.was, { label });
    this._line(yours, digit, label, fill(words.after, { time: this._number.format(reaction) }));
    this._line(its, network, label, fill(words.sure, { percent: this._percent.format(game.probabilities[round]) }));
    about.textContent = fill(words.about, {
      kind: words.options[game.kinds[round]], level: words.options[game.levels[round]], index: game.indices[round],
    });
    next.textContent = last ? words.to_results : words.next;
    end.hidden = last;
    answer.hidden = true;
    feedback.hidden = false;
    next.focus({ preventScroll: true });
    return fill(words.feedback_said, { label, digit, network });
  }

  /**
   * @param {HTMLElement} line
   * @param {number} digit
   * @param {number} label
   * @param {string} detail
   */
  _line(line, digit, label, detail) {
    const right = digit === label;
    line.dataset.right = String(right);
    const strong = document.createElement("strong");
    strong.textContent = String(digit);
    const verdict = document.createElement("span");
    verdict.className = "nn-game__verdict";
    verdict.textContent = this._words[right ? "right" : "wrong"];
    const small = document.createElement("span");
    small.className = "nn-number nn-game__detail";
    small.textContent = detail;
    line.querySelector("dd")?.replaceChildren(strong, " ", verdict, " ", small);
  }

  /**
   * @param {AbortSignal} leaving
   * @returns {Promise<boolean>} whether to go on
   */
  next(leaving) {
    const { next, end } = this._parts;
    return new Promise((resolve) => {
      const done = new AbortController();
      const say = (/** @type {boolean} */ on) => () => {
        done.abort();
        resolve(on);
      };
      next.addEventListener("click", say(true), { signal: done.signal });
      end.addEventListener("click", say(false), { signal: done.signal });
      leaving.addEventListener("abort", say(false), { once: true });
    });
  }
}
