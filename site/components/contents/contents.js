// @ts-check
/** The list of lessons: marks those whose questions this reader has answered, as this browser remembers. */

import { lessonsDone } from "../../lib/lessons-done.js";

class ContentsElement extends HTMLElement {
  connectedCallback() {
    const done = lessonsDone();
    for (const lesson of /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("[data-page]"))) {
      const mark = /** @type {HTMLElement} */ (lesson.querySelector("[data-part=done]"));
      mark.hidden = !done[lesson.dataset.page ?? ""];
    }
  }
}

customElements.define("nn-contents", ContentsElement);
