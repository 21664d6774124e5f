// @ts-check
/** The other half of theme/assets/early.js, which keeps what was pressed before a component's script was there. */

/**
 * Say that a component answers its buttons from now on; the one that was pressed too early is pressed now.
 *
 * @param {HTMLElement} component
 */
export function listening(component) {
  component.dataset.listening = "";
  component.dispatchEvent(new Event("nn-listening", { bubbles: true }));
}
