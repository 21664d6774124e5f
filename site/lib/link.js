// @ts-check
/** A link for the reader to take along. */

/**
 * @param {string} link
 * @returns {Promise<boolean>} whether it could be copied; where not, the address bar has it, from where it can be
 */
export async function copyLink(link) {
  try {
    await navigator.clipboard.writeText(link);
    return true;
  } catch {
    history.replaceState(history.state, "", link);
    return false;
  }
}
