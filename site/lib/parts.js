// @ts-check
/** The elements a component's script works on, by the names its template gives them. */

/**
 * @param {HTMLElement} root
 * @param {string} kind  of name: `data-part` for what is drawn into, `data-setting` for inputs
 * @returns {Record<string, any>} the elements below it, but for those of another component in it
 */
export function partsOf(root, kind = "part") {
  const component = root.closest("[data-component]");
  const marked = /** @type {HTMLElement[]} */ ([...root.querySelectorAll(`[data-${kind}]`)]);
  const own = marked.filter((each) => each.closest("[data-component]") === component);
  return Object.fromEntries(own.map((each) => [each.dataset[kind], each]));
}
