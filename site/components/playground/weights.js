// @ts-check
/** The weights into one unit, each a field. Fires "set" with a weight's place and value, "point" with its place. */

import { fill } from "../../lib/i18n.js";

export class Weights extends EventTarget {
  /** @param {Record<string, any>} parts */
  constructor(parts) {
    super();
    this._parts = parts;
    /** @type {HTMLInputElement[]} */
    this.fields = [];
    const { fields } = parts;
    fields.addEventListener("input", (/** @type {any} */ { target }) => {
      const value = Number(target.value);
      if (target.value !== "" && Number.isFinite(value)) {
        this.dispatchEvent(new CustomEvent("set", { detail: { at: Number(target.dataset.at), value } }));
      }
    });
    fields.addEventListener("focusin", (/** @type {any} */ { target }) => this._point(Number(target.dataset.at)));
    fields.addEventListener("focusout", () => this._point(null));
  }

  /** @param {number | null} at */
  _point(at) {
    this.dispatchEvent(new CustomEvent("point", { detail: at }));
  }

  /**
   * @param {any} layout
   * @param {{layer: number, unit: number} | null} chosen
   * @param {string} name   of the unit
   * @param {any} words
   */
  list(layout, chosen, name, words) {
    const { fields, "weights-title": title } = this._parts;
    title.textContent = chosen ? fill(words.weights_title, { unit: name }) : words.weights_blank;
    if (!chosen) {
      this.fields = [];
      fields.replaceChildren();
      return;
    }
    const into = (/** @type {any} */ each) => each.layer === chosen.layer && each.unit === chosen.unit;
    const rows = layout.edges.filter(into).map((/** @type {any} */ { at, input }) => ({
      at,
      label: chosen.layer === 1
        ? fill(words.from_input, { input: words.controls[layout.inputs[input]] })
        : fill(words.from_unit, { unit: input + 1 }),
    }));
    rows.push({ at: layout.biases.find(into).at, label: words.bias });
    const drawn = rows.map((/** @type {any} */ { at, label }) => {
      const box = document.createElement("div");
      box.className = "nn-field";
      const id = `nn-playground-weight-${at}`;
      const named = Object.assign(document.createElement("label"), { textContent: label, htmlFor: id });
      const input = Object.assign(document.createElement("input"), { type: "number", step: "0.1", id, inputMode: "decimal", autocomplete: "off" });
      input.dataset.at = String(at);
      box.append(named, input);
      return box;
    });
    fields.replaceChildren(...drawn);
    this.fields = drawn.map((/** @type {HTMLElement} */ box) => /** @type {HTMLInputElement} */ (box.lastElementChild));
  }

  /** @param {ArrayLike<number>} weights */
  show(weights) {
    for (const field of this.fields) {
      if (field === document.activeElement) continue; // what is being typed is the reader's
      field.value = weights[Number(field.dataset.at)].toFixed(2);
    }
  }
}
