// @ts-check
/** The interface's words: one table a language, `strings/<language>.json`; the build draws with the same ones. */

/** @type {Map<string, Promise<any>>} */
const tables = new Map();

/**
 * @param {Element} element  whose language counts (its nearest `lang`)
 * @returns {import("../protocol.js").Language}
 */
export function languageOf(element) {
  const lang = element.closest("[lang]")?.getAttribute("lang") ?? "en";
  return lang.startsWith("zh") ? "zh" : "en";
}

/**
 * @param {string} language
 * @returns {Promise<any>} the whole table
 */
export function strings(language) {
  let table = tables.get(language);
  if (!table) {
    table = fetch(new URL(`../strings/${language}.json`, import.meta.url)).then((response) => response.json());
    table.catch(() => tables.delete(language));
    tables.set(language, table);
  }
  return table;
}

/**
 * Put values into a sentence: `fill("{done} of {all}", {done: 1, all: 2})`.
 *
 * @param {string} sentence
 * @param {Record<string, string | number>} values
 */
export function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}
