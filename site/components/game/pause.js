// @ts-check
/** A pause: the reader goes on, ends with what has been played, or begins anew with other digits. */

/** @typedef {"resume" | "end" | "restart"} PauseChoice */

export class Pause {
  /**
   * @param {Record<string, any>} parts
   * @param {any} words   strings.game
   * @param {AbortSignal} leaving
   */
  constructor(parts, words, leaving) {
    this._parts = parts;
    this._words = words;
    this._leaving = leaving;
  }

  /**
   * @param {string} sentence   why nothing is shown
   * @param {boolean} results   whether an end would have any
   * @returns {Promise<PauseChoice>}
   */
  async choose(sentence, results) {
    const { choices, said } = this._parts;
    choices.querySelector("[value=end]").textContent = this._words[results ? "pause_end" : "pause_end_empty"];
    this._show(true);
    said.textContent = sentence;
    choices.querySelector("[value=resume]").focus({ preventScroll: true });
    try {
      return await this._choice(choices);
    } finally {
      this._show(false);
      said.textContent = "";
    }
  }

  /** @param {boolean} on */
  _show(on) {
    this._parts.choices.hidden = !on;
    this._parts.pause.parentElement.hidden = on;
  }

  /**
   * @param {HTMLElement} choices
   * @returns {Promise<PauseChoice>}
   */
  _choice(choices) {
    return new Promise((resolve, reject) => {
      const done = new AbortController();
      choices.addEventListener("click", ({ target }) => {
        const button = /** @type {HTMLElement} */ (target).closest("button");
        if (!button) return;
        done.abort();
        resolve(/** @type {PauseChoice} */ (button.value));
      }, { signal: done.signal });
      this._leaving.addEventListener("abort", () => reject(this._leaving.reason), { once: true, signal: done.signal });
    });
  }
}
