// @ts-check
/** What this browser keeps for the reader, under a name, until told to forget. Where storage is off, nothing fails. */

/**
 * @param {string} key
 * @returns {any} what was last kept, or null
 */
export function kept(key) {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null");
  } catch {
    return null; // storage is switched off, or holds something else
  }
}

/**
 * @param {string} key
 * @param {any} value  null: forget it
 */
export function keep(key, value) {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // As above: what the page shows, it shows all the same.
  }
}
