// @ts-check
/**
 * A term's parts light up together: in a formula, in code and in a figure, whatever carries the same `data-term`.
 * The pointer over one, a finger on one or the focus in one lights all. A formula and a drawing with such parts
 * (`data-has-terms`) take the focus; the arrow keys then go from term to term, and Escape puts the light out. A press
 * on a formula's part, or Enter, leads to what is lit if none of it is in view. One set of listeners serves every page
 * of a visit.
 */

/** The term that is lit, "" for none. */
let lit = "";
/** The page has been moved under the pointer, which asks for nothing until it is moved itself. */
let held = false;

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
  return terms.at((at < 0 && by < 0 ? by : at + by) % terms.length) ?? "";
}

/**
 * Bring what is lit beside a formula into view.
 *
 * @param {Element} formula
 */
function lead(formula) {
  const parts = [...document.querySelectorAll("[data-lit]")].filter((part) =>
    !part.closest(".nn-formula") && part.getClientRects().length);
  if (!parts.length || parts.some(inView)) return;
  held = true;
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const above = parts.findLast((part) => part.compareDocumentPosition(formula) & Node.DOCUMENT_POSITION_FOLLOWING);
  (above ?? parts[0]).scrollIntoView({ block: "center", behavior: still ? "instant" : "smooth" });
}

/** @param {Element} part */
function inView(part) {
  const { top, bottom } = part.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight;
}

/**
 * Say what is lit, by the words of a formula that has it: of this one, or of another on the page.
 *
 * @param {Element} group
 */
function tell(group) {
  const formulas = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".nn-formula[data-words]")]);
  for (const formula of formulas) {
    const words = JSON.parse(formula.dataset.words ?? "{}")[lit];
    if (!words || (group !== formula && group.matches(".nn-formula"))) continue;
    const told = /** @type {HTMLElement} */ (formula.querySelector("[data-part=told]"));
    told.textContent = words;
    return;
  }
}

document.addEventListener("pointerover", ({ target, pointerType }) => {
  if (pointerType !== "touch" && !held) light(termOf(target));
});
document.addEventListener("pointermove", ({ target, movementX, movementY }) => {
  if (!held || !(movementX || movementY)) return;
  held = false;
  light(termOf(target));
});
document.addEventListener("pointerdown", ({ target, pointerType }) => {
  held = false;
  if (pointerType === "touch") light(termOf(target));
});
document.addEventListener("click", ({ target }) => {
  const formula = target instanceof Element && termOf(target) && target.closest(".nn-formula");
  if (formula) lead(formula);
});
document.addEventListener("focusin", ({ target }) => {
  const term = termOf(target);
  // A press on a part of a formula brings the focus to the formula as well: the part stays lit.
  if (term || !(target instanceof Element && target.querySelector("[data-lit]"))) light(term);
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") light("");
  if (event.key === "Enter" && event.target instanceof Element && event.target.matches(".nn-formula")) lead(event.target);
  const group = event.target instanceof Element && event.target.matches("[data-has-terms]") ? event.target : null;
  const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (!group || !by) return;
  event.preventDefault();
  light(step(group, by));
  tell(group);
});
