// @ts-check
/** Both confusion matrices: a row a digit, a column an answer. */

import { cell, element, heading, table } from "./elements.js";

/**
 * @param {import("../../protocol.js").GameScore} score
 * @param {any} words
 */
export function matrices(score, words) {
  const both = element("div", "nn-game__matrices");
  for (const who of /** @type {const} */ (["reader", "network"])) {
    const rows = score.confusion[who].map((counts, label) => {
      const row = document.createElement("tr");
      row.append(heading(String(label), "row"));
      const all = counts.reduce((sum, count) => sum + count, 0);
      counts.forEach((count, answer) => {
        const drawn = cell(count ? String(count) : "·");
        if (count) drawn.style.setProperty("--share", String(count / all));
        drawn.toggleAttribute("data-count", count > 0);
        drawn.toggleAttribute("data-diagonal", answer === label);
        row.append(drawn);
      });
      return row;
    });
    const name = who === "reader" ? words.you : words.network;
    const digits = Array.from({ length: 10 }, (_each, digit) => String(digit));
    const drawn = table("nn-game__matrix", name, [words.corner, ...digits], rows);
    drawn.dataset.who = who;
    const caption = document.createElement("caption");
    caption.textContent = name;
    drawn.querySelector("table")?.prepend(caption);
    both.append(drawn);
  }
  return both;
}
