// @ts-check
/** Which lessons' questions the reader has answered, kept in this browser only and for as long as they like. */

import { keep, kept } from "./kept.js";

const KEY = "nnweb progress";

/** @returns {Record<string, string>} the day, by the page's name */
export function lessonsDone() {
  const days = kept(KEY);
  return days && typeof days === "object" ? days : {};
}

/** @param {string} page */
export function markDone(page) {
  keep(KEY, { ...lessonsDone(), [page]: new Date().toISOString().slice(0, 10) });
}

export function forgetLessons() {
  keep(KEY, null);
}
