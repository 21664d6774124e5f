// @ts-check
/** What the game asks of the worker: its rounds, once all is loaded, and the score of what was played. */

import { client } from "../../client.js";
import { LoadingTotal, showLoading } from "../../lib/loading.js";

/** @typedef {import("../../protocol.js").Game} Game */

/**
 * @param {import("../../protocol.js").GameConfig} config
 * @param {import("../../protocol.js").ModelChoice} model
 * @param {HTMLElement} waiting   where it is said how far the loading is
 * @param {any} words             the whole table of strings
 * @returns {Promise<Game>}
 */
export async function askGame(config, model, waiting, words) {
  const total = new LoadingTotal((loading) => showLoading(waiting, words, loading));
  await Promise.all([
    client.boot(total.stream()),
    client.request("load_data", { split: "test" }, { onEvent: total.stream() }),
  ]);
  const game = await client.request("game", { config, model });
  showLoading(waiting, words, null);
  return game;
}

/**
 * @param {Game} game
 * @param {import("./rounds.js").Answered[]} played
 * @returns {Promise<{score: import("../../protocol.js").GameScore, milliseconds: number[]}>}  the network's times too
 */
export async function askScore(game, played) {
  const of = (/** @type {any[]} */ list) => played.map(({ round }) => list[round]);
  const score = await client.request("game_score", {
    labels: of(game.labels),
    reader: played.map(({ digit }) => digit),
    network: of(game.answers),
    groups: { kind: of(game.kinds), level: of(game.levels) },
  });
  return { score, milliseconds: of(game.milliseconds) };
}
