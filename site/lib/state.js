// @ts-check
/** What the reader has set in a figure: one value a control, always within what the control allows. */

/**
 * @typedef {object} Control       as `site/figures/controls.py` declares it and `site/builder/controls.py` tells it
 * @property {string} key
 * @property {"range" | "number" | "play" | "steps" | "choice" | "switch" | "press"} kind
 * @property {any} default
 * @property {string} label
 * @property {number} low          these of numbers only
 * @property {number} high
 * @property {number} step
 * @property {string} unit
 * @property {boolean} log
 * @property {{high: number}} slider   how many steps it has, on a logarithmic scale
 * @property {number} seconds      of a "play": from low to high
 * @property {string[]} names      what its steps are called, if they have names
 * @property {string} rounds       of "steps" that go round: the key that counts the rounds, or ""
 * @property {string[]} options    of a "choice"
 * @property {Record<string, Record<string, any>>} sets   of a "choice": what else an option sets
 * @property {boolean} travels     of a "choice": false where no link is to carry it
 */

/** Fires "change" when a value did, and "settle" when the reader has come to an end of changing. */
export class State extends EventTarget {
  /**
   * @param {Control[]} controls
   * @param {string} name  of the figure: its keys in an address are `name.key`
   */
  constructor(controls, name) {
    super();
    this.controls = new Map(controls.map((control) => [control.key, control]));
    this._name = name;
    /** @type {Record<string, any>} */
    this.values = this.defaults;
  }

  /** The first state. */
  get defaults() {
    return Object.fromEntries([...this.controls.values()].map(({ key, default: value }) => [key, value]));
  }

  /** Whether nothing has been changed. */
  get pristine() {
    return Object.entries(this.defaults).every(([key, value]) => this.values[key] === value);
  }

  /** @param {string} key */
  control(key) {
    return /** @type {Control} */ (this.controls.get(key));
  }

  /**
   * @param {Record<string, any>} values  numbers are brought into range and to their step
   */
  set(values) {
    let changed = false;
    for (const [key, value] of Object.entries({ ...this._examples(values), ...values })) {
      const fit = this._fit(this.control(key), value);
      if (fit === undefined || fit === this.values[key]) continue;
      this.values[key] = fit;
      changed = true;
    }
    if (changed) this.dispatchEvent(new Event("change"));
  }

  /**
   * What the choices among these values set besides.
   *
   * @param {Record<string, any>} values
   * @returns {Record<string, any>}
   */
  _examples(values) {
    return Object.assign({}, ...Object.entries(values).map(([key, value]) => this.control(key).sets?.[value]));
  }

  reset() {
    this.set(this.defaults);
    this.settle();
  }

  settle() {
    this.dispatchEvent(new Event("settle"));
  }

  /**
   * One step of the arrow keys; on a logarithmic scale a step of its slider.
   *
   * @param {string} key
   * @param {number} steps
   */
  move(key, steps) {
    const control = this.control(key);
    if (control.log) this.setPlace(key, this.place(key) + steps);
    else this.set({ [key]: this.values[key] + steps * control.step });
  }

  /**
   * Any value of a number but the one it has.
   *
   * @param {string} key
   */
  setAnother(key) {
    const { low, high, step } = this.control(key);
    const steps = Math.round((high - low) / step);
    const now = Math.round((this.values[key] - low) / step);
    const by = 1 + Math.floor(Math.random() * steps);
    this.set({ [key]: low + ((now + by) % (steps + 1)) * step });
  }

  // Where a value stands on its slider

  /** @param {string} key */
  place(key) {
    const { low, high, log, slider } = this.control(key);
    const value = this.values[key];
    return log ? Math.round((slider.high * Math.log(value / low)) / Math.log(high / low)) : value;
  }

  /**
   * @param {string} key
   * @param {number} place
   */
  setPlace(key, place) {
    const { low, high, log, slider } = this.control(key);
    this.set({ [key]: log ? low * (high / low) ** (place / slider.high) : place });
  }

  /**
   * A value as the reader sees it; `write_value` in site/builder/controls.py writes the first one the same.
   *
   * @param {string} key
   * @param {any} value  the present one, or another of that control
   * @returns {string}
   */
  text(key, value = this.values[key]) {
    const { low, step, unit, log, names } = this.control(key);
    if (names.length) return names[Math.round((value - low) / step)];
    const written = (log ? String(Number(value.toPrecision(3))) : value.toFixed(decimals(step))).replace("-", "\u2212");
    return unit ? `${written}\u00a0${unit}` : written;
  }

  // In an address

  /**
   * The address of the page with this state: only what differs from the first one, or from what a chosen example
   * sets, so that links stay short.
   *
   * @param {string} href
   */
  address(href) {
    const url = new URL(href);
    const chosen = [...this.controls.values()].filter(({ key, default: value }) => this.values[key] !== value);
    const examples = this._examples(Object.fromEntries(chosen.map(({ key }) => [key, this.values[key]])));
    for (const { key, travels, default: value } of this.controls.values()) {
      const name = `${this._name}.${key}`;
      if (travels === false || this.values[key] === (key in examples ? examples[key] : value)) url.searchParams.delete(name);
      else url.searchParams.set(name, String(this.values[key]));
    }
    url.hash = `figure-${this._name}`;
    return url.href;
  }

  /**
   * Take from an address what is valid there; the rest is as if it weren't there.
   *
   * @param {string} href
   */
  read(href) {
    const given = new URL(href).searchParams;
    /** @type {Record<string, any>} */
    const values = {};
    for (const { key, kind, travels } of this.controls.values()) {
      const text = given.get(`${this._name}.${key}`);
      if (text === null || travels === false) continue;
      if (kind === "switch") {
        if (text === "true" || text === "false") values[key] = text === "true";
      } else values[key] = kind === "choice" ? text : text.trim() === "" ? NaN : Number(text);
    }
    for (const { key, kind, low, high } of this.controls.values()) {
      // Out of range is invalid here, where it would be brought into range under the reader's hand.
      if (low !== undefined && kind !== "choice" && !(values[key] >= low && values[key] <= high)) delete values[key];
    }
    this.set(values);
  }

  /**
   * @param {Control} control
   * @param {any} value
   */
  _fit({ kind, options, low, high, step, log }, value) {
    if (kind === "choice") return options.includes(value) ? value : undefined;
    if (kind === "switch") return Boolean(value);
    if (!Number.isFinite(value)) return undefined;
    if (kind === "press") return value >= 0 && Number.isInteger(value) ? value : undefined;
    const within = Math.min(high, Math.max(low, value));
    if (log) return Number(within.toPrecision(3));
    const snapped = low + Math.round((within - low) / step) * step;
    return Number(Math.min(high, snapped).toFixed(decimals(step)));
  }
}

/** @param {number} step */
function decimals(step) {
  return (step.toFixed(10).replace(/0+$/, "").split(".")[1] ?? "").length;
}
