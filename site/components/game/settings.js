// @ts-check
/** What the reader has set: read, written to an address that can be shared, and taken from one. */

import { copyLink } from "../../lib/link.js";
import { partsOf } from "../../lib/parts.js";

export class GameSettings {
  /** @param {HTMLElement} root  its inputs carry `data-setting` */
  constructor(root) {
    /** @type {Record<string, HTMLInputElement>} */
    this.inputs = partsOf(root, "setting");
  }

  /** @returns {import("../../protocol.js").GameConfig & {exposure: number}} exposure in ms; Infinity: until answered */
  get values() {
    const { kind, level, mask, rounds, seed, exposure } = Object.fromEntries(
      Object.entries(this.inputs).map(([name, { value }]) => [name, value]));
    return /** @type {any} */ ({
      kind,
      level,
      mask,
      rounds: Number(rounds),
      seed: Number(seed),
      exposure: exposure === "untimed" ? Infinity : Number(exposure),
    });
  }

  /** @returns {boolean} whether the seed can be one; if not, the browser says so where it stands */
  check() {
    return this.inputs.seed.reportValidity();
  }

  /** How many seeds the reader can set, from 0 on. */
  get seeds() {
    return Number(this.inputs.seed.max) + 1;
  }

  newSeed() {
    this.inputs.seed.value = String(Math.floor(Math.random() * this.seeds));
  }

  /** Take what an address holds; what can't be is left as it was. */
  fromAddress() {
    const asked = new URLSearchParams(location.search);
    for (const [name, input] of Object.entries(this.inputs)) {
      const value = asked.get(name);
      if (value === null) continue;
      const before = input.value;
      input.value = value;
      if (!input.value || !input.checkValidity()) input.value = before;
    }
    return asked.has("seed");
  }

  /** @returns {string} the address of this very game */
  get address() {
    const address = new URL(location.href);
    const { exposure, ...rest } = this.values;
    const values = { ...rest, exposure: exposure === Infinity ? "untimed" : exposure };
    for (const [name, value] of Object.entries(values)) address.searchParams.set(name, String(value));
    address.hash = "game";
    return address.href;
  }

  /** @returns {Promise<boolean>} whether the address of this very game could be copied; the address bar has it anyway */
  async copyAddress() {
    history.replaceState(history.state, "", this.address);
    return copyLink(this.address);
  }
}
