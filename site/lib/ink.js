// @ts-check
/** What is seen on a pad (pad.html) and told of it: the strokes, the invitation while there are none, the keys' pen. */

import { fill } from "./i18n.js";
import { path } from "./strokes.js";

/**
 * @param {Record<string, any>} parts
 * @param {import("./strokes.js").Point[][]} strokes
 * @param {boolean} blank
 */
export function showInk(parts, strokes, blank) {
  parts.strokes.setAttribute("d", path(strokes));
  parts.pad.toggleAttribute("data-blank", blank);
  parts.invitation.hidden = !blank;
  parts.clear.setAttribute("aria-disabled", String(blank));
}

/**
 * @param {Record<string, any>} parts
 * @param {import("./pad.js").Pad} pad
 * @param {Record<string, string>} [words]  of a pad, once they are there
 * @returns {string} what is to be said of it: where the pen was put down or lifted, else ""
 */
export function showPen({ pen }, { pen: { x, y }, penIsDown }, words) {
  pen.setAttribute("cx", String(x));
  pen.setAttribute("cy", String(y));
  if (pen.hasAttribute("data-down") === penIsDown) return "";
  pen.toggleAttribute("data-down", penIsDown);
  if (!words) return "";
  return fill(words[penIsDown ? "pen_down" : "pen_up"], { x: Math.round(100 * x), y: Math.round(100 * y) });
}
