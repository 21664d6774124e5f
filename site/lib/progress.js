// @ts-check
/** Which pages' questions the reader has answered, kept in this browser only and for as long as they like. */

const KEY = "nnweb progress";

/** @returns {Record<string, string>} the day, by the page's name */
export function progress() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    return kept && typeof kept === "object" ? kept : {};
  } catch {
    return {}; // storage is switched off, or holds something else: nothing is known
  }
}

/** @param {string} page */
export function record(page) {
  write({ ...progress(), [page]: new Date().toISOString().slice(0, 10) });
}

/** Forget all pages. */
export function forget() {
  write(null);
}

/** @param {Record<string, string> | null} pages */
function write(pages) {
  try {
    if (pages) localStorage.setItem(KEY, JSON.stringify(pages));
    else localStorage.removeItem(KEY);
  } catch {
    // As above.
  }
}
