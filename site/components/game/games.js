// @ts-check
/** The games that were played in this browser: kept, shown in a table, and forgotten. */

import { fill } from "../../lib/i18n.js";
import { keep, kept } from "../../lib/kept.js";
import { cell, element, formats, median } from "./tables.js";

/** Under this name, the newest first, this browser keeps them for as long as the reader likes. */
const KEY = "nnweb game";
const MOST = 10;

/**
 * @typedef {object} PlayedGame
 * @property {string} date     ISO
 * @property {string} kind
 * @property {string} level
 * @property {string} mask
 * @property {number | null} exposure   null: until answered
 * @property {number} seed
 * @property {number} count    rounds that counted
 * @property {number} reader   right ones
 * @property {number} network
 * @property {number} time     the reader's median, in ms
 * @property {string} model
 */

export class Games {
  /**
   * @param {Record<string, HTMLElement>} parts
   * @param {any} words   strings.game
   * @param {string} language
   * @param {() => void} onForgotten
   */
  constructor(parts, words, language, onForgotten) {
    this._parts = parts;
    this._words = words;
    this._language = language;
    parts.forget.addEventListener("click", () => {
      keep(KEY, null);
      this.show();
      onForgotten();
    });
    this.show();
  }

  show() {
    const games = playedGames();
    this._parts.history.hidden = games.length === 0;
    drawGames(this._parts.games, games, this._words, this._language);
  }

  /**
   * @param {import("../../protocol.js").GameScore} score
   * @param {import("./rounds.js").Answered[]} played
   * @param {any} settings   with the network that played
   */
  add({ count, reader, network }, played, { kind, level, mask, seed, exposure, model }) {
    const game = {
      date: new Date().toISOString(), kind, level, mask, seed, model, count,
      exposure: exposure === Infinity ? null : exposure,
      reader: reader.right, network: network.right,
      time: median(played.map(({ reaction }) => reaction)),
    };
    keep(KEY, [game, ...playedGames()].slice(0, MOST));
    this.show();
  }
}

/** @returns {PlayedGame[]} the newest first */
function playedGames() {
  const games = kept(KEY);
  return Array.isArray(games) ? games.filter((game) => game && typeof game.count === "number") : [];
}

/**
 * @param {HTMLElement} body
 * @param {PlayedGame[]} games
 * @param {any} words
 * @param {string} language
 */
function drawGames(body, games, words, language) {
  const date = new Intl.DateTimeFormat(language, { dateStyle: "short", timeStyle: "short" });
  const { whole } = formats(language);
  body.replaceChildren(...games.map((game) => {
    const row = document.createElement("tr");
    const what = game.kind === "mixed" ? "mixed_kind" : game.kind;
    const level = game.level === "mixed" ? "mixed_level" : game.level;
    const { count, reader, network, time, seed } = game;
    const shown = game.exposure === null ? words.options.untimed : fill(words.milliseconds, { time: whole(game.exposure) });
    row.append(
      lines(
        fill(words.kind_level, { kind: words.options[what] ?? what, level: words.options[level] ?? level }),
        fill(words.game_detail, { date: date.format(new Date(game.date)), shown, seed }),
      ),
      lines(`${reader} / ${count}`, fill(words.milliseconds, { time: whole(time) })),
      lines(`${network} / ${count}`, ""),
    );
    return row;
  }));
}

/**
 * @param {string} first
 * @param {string} second   smaller, beneath
 */
function lines(first, second) {
  const drawn = cell(first);
  if (second) drawn.append(element("small", "nn-game__detail", second));
  return drawn;
}
