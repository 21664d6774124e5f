// @ts-check
/** The last games, kept in this browser only and for as long as the reader likes. */

const KEY = "nnweb game";
const MOST = 10;

/**
 * @typedef {object} Kept
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

/** @returns {Kept[]} the newest first */
export function kept() {
  try {
    const games = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(games) ? games.filter((game) => game && typeof game.count === "number") : [];
  } catch {
    return []; // storage is switched off, or holds something else
  }
}

/** @param {Kept} game */
export function keep(game) {
  write([game, ...kept()].slice(0, MOST));
}

/** Forget all games. */
export function forgetGames() {
  write(null);
}

/** @param {Kept[] | null} games */
function write(games) {
  try {
    if (games) localStorage.setItem(KEY, JSON.stringify(games));
    else localStorage.removeItem(KEY);
  } catch {
    // As above: the results stand on the page all the same.
  }
}
