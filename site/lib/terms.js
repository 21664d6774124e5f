// @ts-check
/**
 * A term's parts light up together: in a formula, in code and in a figure, whatever carries the same `data-term`.
 * The pointer over one, a finger on one or the focus in one lights all. A formula and a drawing with such parts
 * (`data-has-terms`) take the focus; the arrow keys then go from term to term, and Escape puts the light out. One
 * set of listeners serves every page of a visit.
 */

/** The term that is lit, "" for none. */
let lit = "";

/** @param {string} term */
export function light(term) {
  // Of a page that has been left nothing is lit any more, whatever was lit last.
  if (term === lit && (!term || document.querySelector("[data-lit]"))) return;
  lit = term;
  for (const element of document.querySelectorAll("[data-lit]")) element.removeAttribute("data-lit");
  relight(document);
}

/**
 * Light the parts of something drawn anew, if theirs is the term that is lit.
 *
 * @param {ParentNode} drawn
 */
export function relight(drawn) {
  if (!lit) return;
  for (const element of drawn.querySelectorAll(`[data-term="${CSS.escape(lit)}"]`)) {
    element.setAttribute("data-lit", "");
  }
}

/** @param {EventTarget | null} target */
function termOf(target) {
  const part = target instanceof Element ? target.closest("[data-term]") : null;
  return part?.getAttribute("data-term") ?? "";
}

/**
 * The next term of a formula or a drawing, or the one before; past the last comes the first.
 *
 * @param {Element} group
 * @param {number} by
 */
function step(group, by) {
  const parts = [...group.querySelectorAll("[data-term]")];
  const terms = [...new Set(parts.map((part) => part.getAttribute("data-term") ?? ""))];
  const at = terms.indexOf(lit);
  return terms.at((at < 0 && by < 0 ? 0 : at + by) % terms.length) ?? "";
}

document.addEventListener("pointerover", ({ target, pointerType }) => {
  if (pointerType !== "touch") light(termOf(target));
});
document.addEventListener("pointerdown", ({ target, pointerType }) => {
  if (pointerType === "touch") light(termOf(target));
});
document.addEventListener("focusin", ({ target }) => {
  const term = termOf(target);
  // A press on a part of a formula brings the focus to the formula as well: the part stays lit.
  if (term || !(target instanceof Element && target.querySelector("[data-lit]"))) light(term);
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") light("");
  const group = event.target instanceof Element && event.target.matches("[data-has-terms]") ? event.target : null;
  const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (!group || !by) return;
  event.preventDefault();
  light(step(group, by));
});
