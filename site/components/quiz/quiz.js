// @ts-check
/**
 * A lesson's questions: an answer is checked at once and explained, right or wrong, and can be changed. When all
 * are right the page counts as done, which this browser remembers until told to forget.
 */

import { listening } from "../../lib/early.js";
import { fill } from "../../lib/i18n.js";
import { forgetLessons, lessonsDone, markDone } from "../../lib/lessons-done.js";

class QuizElement extends HTMLElement {
  connectedCallback() {
    this._page = this.dataset.page ?? "";
    this._questions = /** @type {HTMLFormElement[]} */ ([...this.querySelectorAll("form")]);
    this._score = /** @type {HTMLElement} */ (this.querySelector("[data-part=score]"));
    for (const question of this._questions) {
      question.addEventListener("submit", (event) => {
        event.preventDefault();
        this._check(question);
      });
      // Another choice: what was said about the last one no longer holds; statements to sort answer at once.
      question.addEventListener("change", () => (this.hasAttribute("data-at-once") ? this._check(question) : this._clear(question)));
    }
    this.querySelector("[data-part=again]")?.addEventListener("click", () => this._again());
    this.querySelector("[data-part=forget]")?.addEventListener("click", () => {
      forgetLessons();
      this._again();
      this._say("forgotten");
    });
    if (this._page && lessonsDone()[this._page]) this._say("done");
    listening(this);
  }

  /** @param {HTMLFormElement} question */
  _check(question) {
    const chosen = /** @type {HTMLInputElement | null} */ (question.querySelector("input:checked"));
    const feedback = /** @type {HTMLElement} */ (question.querySelector("[data-part=feedback]"));
    if (!chosen) {
      feedback.textContent = this._score?.dataset.choose ?? "";
      return;
    }
    const because = /** @type {HTMLTemplateElement} */ (question.querySelector(`[data-because="${chosen.value}"]`));
    feedback.replaceChildren(because.content.cloneNode(true));
    question.dataset.answer = chosen.hasAttribute("data-right") ? "right" : "wrong";
    if (this._right === this._questions?.length) {
      if (this._page) markDone(this._page);
      this._say("done");
    } else this._say("score");
  }

  /** @param {HTMLFormElement} question */
  _clear(question) {
    question.querySelector("[data-part=feedback]")?.replaceChildren();
    delete question.dataset.answer;
  }

  _again() {
    for (const question of this._questions ?? []) {
      question.reset();
      this._clear(question);
    }
    this._say("score");
  }

  get _right() {
    return (this._questions ?? []).filter(({ dataset }) => dataset.answer === "right").length;
  }

  /** @param {"score" | "done" | "forgotten"} what */
  _say(what) {
    const score = /** @type {HTMLElement} */ (this._score);
    const values = { right: this._right, all: this._questions?.length ?? 0 };
    score.textContent = fill(score.dataset[what] ?? "", values);
    this.toggleAttribute("data-done", what === "done");
  }
}

customElements.define("nn-quiz", QuizElement);
