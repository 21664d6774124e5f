// @ts-check
/**
 * The readout's numbers. With each drawing come those of every cell that its handles choose among, so that the
 * pointer over a cell tells them before it is chosen, without asking Python; Escape, or leaving the drawing, brings
 * the chosen one's back. A cell that was chosen is told the same way until its drawing is there.
 */

import { Grid } from "./grid.js";
import { showScrubbable } from "./scrub.js";

/**
 * @typedef {import("../../lib/state.js").State} State
 * @typedef {import("../../protocol.js").Cells} Cells
 * @typedef {import("./handles.js").Handle} Handle
 * @typedef {{grid: Grid, values: Record<string, number>, texts: Record<string, string>}} Cell
 */

/** Stands between the texts of two cells: `BETWEEN` in site/figures/cells.py. */
const BETWEEN = "|";

export class Reading {
  /**
   * @param {HTMLElement} figure  in its first state; `data-cells` holds what is told of its cells
   * @param {Handle[]} handles
   * @param {State} state
   * @param {AbortSignal} signal
   */
  constructor(figure, handles, state, signal) {
    this._figure = figure;
    this._grids = handles.map((handle) => new Grid(handle, state));
    this._state = state;
    this._outputs = /** @type {HTMLElement[]} */ ([...figure.querySelectorAll("[data-value]")]);
    this._scrubs = /** @type {HTMLElement[]} */ ([...figure.querySelectorAll("[data-scrub]")]);
    /** @type {Cell | null} under the pointer */
    this._pointed = null;
    /** @type {HTMLElement | null} round the cell that is told, where the drawing doesn't mark it */
    this._mark = null;
    /** The state that is drawn, its values, and what is told of its cells. */
    this._drawn = { ...state.defaults };
    this._values = Object.fromEntries(this._outputs.map((each) => [each.dataset.value ?? "", each.textContent ?? ""]));
    /** @type {Map<string, Cells>} */
    this._cells = byHandle(JSON.parse(figure.dataset.cells ?? "[]"));
    if (this._cells.size) this._listen(signal);
  }

  /** @param {AbortSignal} signal */
  _listen(signal) {
    const panels = /** @type {NodeListOf<HTMLElement>} */ (this._figure.querySelectorAll("[data-panel]"));
    for (const panel of panels) {
      panel.addEventListener("pointermove", (event) => {
        // A finger has no way to point without pressing, and what is being dragged chooses already.
        if (event.pointerType !== "touch") this._point(event.buttons ? null : this._under(panel, event));
      });
      panel.addEventListener("pointerleave", () => this._point(null));
    }
    document.addEventListener("keydown", ({ key }) => key === "Escape" && this._point(null), { signal });
  }

  /**
   * A new drawing is there.
   *
   * @param {import("../../protocol.js").Drawn} drawn
   * @param {Record<string, any>} state  that it was drawn for
   */
  show({ values, cells }, state) {
    this._drawn = state;
    this._values = values;
    this._cells = byHandle(cells);
    const pointed = this._pointed;
    this._pointed = pointed && this._cellOf(pointed.grid, pointed.values);
    this.reflect();
  }

  /** The numbers follow the state, and the pointer. */
  reflect() {
    const cell = this._told();
    for (const output of this._outputs) {
      const key = /** @type {string} */ (output.dataset.value);
      const text = cell?.texts[key] ?? this._values[key];
      if (output.textContent !== text) output.textContent = text;
    }
    for (const scrub of this._scrubs) showScrubbable(scrub, this._state, cell?.values);
    this._frame(cell);
  }

  /** @param {Cell | null} cell */
  _point(cell) {
    if (!cell && !this._pointed) return;
    this._pointed = cell;
    this.reflect();
  }

  /**
   * The cell whose numbers are told: the one pointed at, or the one chosen since the drawing. Where anything else
   * was set since then, what is known of the cells does not belong to it.
   *
   * @returns {Cell | null}
   */
  _told() {
    const { values } = this._state;
    const changed = Object.keys(values).filter((key) => values[key] !== this._drawn[key]);
    if (!changed.length) return this._pointed;
    const grid = this._grids.find(({ handle }) => changed.every((key) => handle.keys.includes(key)));
    return grid ? this._cellOf(grid, values) : null;
  }

  /**
   * @param {HTMLElement} panel
   * @param {PointerEvent} event
   */
  _under(panel, event) {
    for (const grid of this._grids) {
      const cells = this._cellsOf(grid);
      if (!cells || grid.handle.panel !== panel) continue;
      const values = grid.under(event, cells.over);
      if (values) return this._cellOf(grid, values);
    }
    return null;
  }

  /** @param {Grid} grid */
  _cellsOf({ handle }) {
    return this._cells.get(handle.spec.name);
  }

  /**
   * @param {Grid} grid
   * @param {Record<string, number>} values  of its handle's keys, and maybe others
   * @returns {Cell | null} none where nothing is known of it
   */
  _cellOf(grid, values) {
    const cells = this._cellsOf(grid);
    if (!cells) return null;
    const own = Object.fromEntries(grid.handle.keys.map((key) => [key, values[key]]));
    const place = grid.place(own);
    /** @type {Record<string, string>} */
    const texts = {};
    for (const [key, all] of Object.entries(cells.texts)) {
      const text = all.split(BETWEEN)[place];
      if (text === undefined) return null;
      texts[key] = text;
    }
    return { grid, values: own, texts };
  }

  /** @param {Cell | null} cell */
  _frame(cell) {
    if (!cell) {
      this._mark?.remove();
      return;
    }
    this._mark ??= Object.assign(document.createElement("span"), { className: "nn-figure__cell" });
    Object.assign(this._mark.style, cell.grid.box(cell.values, this._cellsOf(cell.grid)?.over ?? null));
    cell.grid.handle.panel.append(this._mark);
  }
}

/**
 * @param {Cells[]} cells
 * @returns {Map<string, Cells>}
 */
function byHandle(cells) {
  return new Map(cells.map((each) => [each.handle, each]));
}
