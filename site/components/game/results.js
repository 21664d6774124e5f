// @ts-check
/** The end of a game: accuracies with how sure they are, times, and what was hard. */

import { fill } from "../../lib/i18n.js";
import { cell, element, formats, heading, median, quantile, table } from "./tables.js";

/**
 * @typedef {object} Measured
 * @property {import("./rounds.js").Answered[]} played
 * @property {number[]} milliseconds   the network's
 * @property {number} exposure
 * @property {number} interval
 * @property {number} interrupted
 * @property {"own" | "shipped"} model
 *
 * @typedef {import("../../protocol.js").GameScore} GameScore
 */

const PLAYERS = /** @type {const} */ (["reader", "network"]);

/**
 * @param {GameScore} score
 * @param {Measured} measured
 * @param {any} words   strings.game
 * @param {string} language
 * @returns {HTMLElement[]}
 */
export function drawResults(score, measured, words, language) {
  const number = formats(language);
  const title = element("h3", "nn-game__subtitle", words.results);
  title.tabIndex = -1;
  return [
    title,
    verdict(score, words, number),
    accuracies(score, measured, words, number),
    times(measured, words, number),
    element("h4", "nn-game__subtitle", words.breakdown),
    breakdown(score, words),
    element("h4", "nn-game__subtitle", words.confusion),
    element("p", "nn-game__note", words.confusion_how),
    matrices(score, words),
    again(words),
  ];
}

/**
 * @param {GameScore} score
 * @param {any} words
 * @param {ReturnType<typeof formats>} number
 */
function verdict(score, words, number) {
  const { count, reader, network, only_reader, only_network, both_wrong, same_mistake, chance } = score;
  const values = {
    count, reader: reader.right, network: network.right, only_reader, only_network, same_mistake, both_wrong,
    both_right: count - only_reader - only_network - both_wrong, chance: number.percent(chance),
  };
  const better = chance >= 0.05 ? "unsure" : only_reader > only_network ? "you_better" : "network_better";
  const box = element("div", "nn-game__summary");
  box.append(
    element("p", "nn-game__headline", fill(words.headline, values)),
    element("p", "", fill(words[better], values)),
    element("p", "nn-game__note", fill(words.agreement, values)),
  );
  return box;
}

/**
 * One player a column, side by side to be compared: so it fits a phone too.
 *
 * @param {GameScore} score
 * @param {Measured} measured
 * @param {any} words
 * @param {ReturnType<typeof formats>} number
 */
function accuracies(score, { played, milliseconds, model }, words, number) {
  const medians = {
    reader: number.whole(median(played.map(({ reaction }) => reaction))),
    network: number.fine(median(milliseconds)),
  };
  const row = (/** @type {string} */ name, /** @type {(who: "reader" | "network") => (Node | string)[]} */ content) => {
    const line = document.createElement("tr");
    const cells = PLAYERS.map((who) => {
      const drawn = cell("");
      drawn.dataset.who = who;
      drawn.append(...content(who));
      return drawn;
    });
    line.append(heading(name, "row"), ...cells);
    return line;
  };
  const rows = [
    row(words.right_count, (who) => [`${score[who].right} / ${score.count}`]),
    row(words.accuracy, (who) => [number.percent(score[who].right / score.count)]),
    row(words.interval, (who) => {
      const { low, high } = score[who];
      return [fill(words.interval_of, { low: number.percent(low), high: number.percent(high) }), bar(score[who], score.count)];
    }),
    row(words.time, (who) => [fill(words.milliseconds, { time: medians[who] })]),
  ];
  return table("nn-game__accuracies", words.accuracies, ["", words.you, words[model]], rows);
}

/**
 * From 0 to 100 %: the interval, and the accuracy in it.
 *
 * @param {GameScore["reader"]} accuracy
 * @param {number} count
 */
function bar({ right, low, high }, count) {
  const drawn = element("span", "nn-game__bar");
  drawn.setAttribute("aria-hidden", "true");
  const range = element("span", "nn-game__range");
  range.style.left = `${100 * low}%`;
  range.style.width = `${100 * (high - low)}%`;
  const dot = element("span", "nn-game__dot");
  dot.style.left = `${(100 * right) / count}%`;
  drawn.append(range, dot);
  return drawn;
}

/**
 * @param {Measured} measured
 * @param {any} words
 * @param {ReturnType<typeof formats>} number
 */
function times({ played, exposure, interval, interrupted }, words, number) {
  const reactions = played.map(({ reaction }) => reaction);
  const lines = [fill(words.reactions, {
    low: number.whole(quantile(reactions, 0.25)), high: number.whole(quantile(reactions, 0.75)),
  })];
  if (exposure !== Infinity) {
    const shown = played.map((each) => each.shown);
    lines.push(fill(words.shown, {
      asked: number.whole(exposure), median: number.whole(median(shown)), low: number.whole(quantile(shown, 0)),
      high: number.whole(quantile(shown, 1)), frames: number.whole(median(played.map(({ frames }) => frames))),
      interval: number.fine(interval),
    }));
  }
  if (interrupted) lines.push(fill(words.interrupted, { count: interrupted }));
  return element("p", "nn-game__note nn-game__times", lines.join(" "));
}

/**
 * @param {GameScore} score
 * @param {any} words
 */
function breakdown(score, words) {
  const rows = score.groups.map(({ name, by, count, reader, network }, i) => {
    const row = document.createElement("tr");
    row.dataset.by = by;
    if (i && score.groups[i - 1].by !== by) row.className = "nn-game__first";
    row.append(heading(words.options[name], "row"), cell(String(count)), cell(`${reader} / ${count}`), cell(`${network} / ${count}`));
    return row;
  });
  return table("nn-game__groups", words.breakdown, [words.what, words.rounds, words.you, words.network], rows);
}

/**
 * Both confusion matrices: a row a digit, a column an answer.
 *
 * @param {GameScore} score
 * @param {any} words
 */
function matrices(score, words) {
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

/** @param {any} words */
function again(words) {
  const row = element("div", "nn-button-row");
  for (const which of ["same", "other"]) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "nn-button";
    button.value = which;
    button.textContent = words[`again_${which}`];
    row.append(button);
  }
  return row;
}
