// @ts-check
/**
 * Loads the components a page has, and only those. Each is a custom element, so the browser itself mounts and
 * unmounts it when instant navigation swaps the page.
 */

/** Material's stream of documents: it fires for the first page and after each instant navigation. */
const documents = /** @type {{subscribe: (next: () => void) => void} | undefined} */ (
  /** @type {any} */ (globalThis).document$
);

function loadComponents() {
  const names = new Set([...document.querySelectorAll("[data-component]")]
    .map((element) => /** @type {HTMLElement} */ (element).dataset.component));
  for (const name of names) import(new URL(`components/${name}/${name}.js`, import.meta.url).href);
  if (document.querySelector("[data-term]")) import("./lib/terms.js");
}

if (documents) documents.subscribe(loadComponents);
else loadComponents();
