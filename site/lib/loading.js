// @ts-check
/**
 * What is being fetched and how far it is, in bytes. Several requests may load at once (Python, and the two
 * halves of MNIST): `LoadingTotal` sums their `loading` events, `showLoading` draws the sum.
 *
 *     const total = new LoadingTotal((loading) => showLoading(host, words, loading));
 *     await Promise.all([client.boot(total.stream()), client.request("load_data", { split: "test" }, { onEvent: total.stream() })]);
 *     showLoading(host, words, null);
 */

import { fill } from "./i18n.js";

/** @typedef {import("../protocol.js").Loading} Loading */

export class LoadingTotal {
  /** @param {(loading: Loading) => void} onChange */
  constructor(onChange) {
    this._onChange = onChange;
    /** @type {(Loading | null)[]} the last event of each stream */
    this._last = [];
  }

  /**
   * @returns {(event: import("../protocol.js").Event) => void} to be passed as a request's `onEvent`; other events pass it by
   */
  stream() {
    const place = this._last.push(null) - 1;
    return (event) => {
      if (event.type !== "loading") return;
      this._last[place] = event.data;
      this._onChange(this.sum);
    };
  }

  /** @returns {Loading} the bytes of all streams, and the stage of the first that still waits for some */
  get sum() {
    const known = this._last.filter((loading) => loading !== null);
    const waiting = known.find(({ received, total }) => received < total) ?? known.find(({ stage }) => stage === "starting");
    return {
      stage: (waiting ?? known[0])?.stage ?? "runtime",
      received: known.reduce((sum, { received }) => sum + received, 0),
      // Before a request knows its files it says a total of 1.
      total: known.reduce((sum, { total }) => sum + total, 0),
    };
  }
}

let lastId = 0;

/**
 * @param {HTMLElement} host    drawn into; what was there goes
 * @param {any} words         the whole table of strings
 * @param {Loading | null} loading  null takes it away
 */
export function showLoading(host, { loading: words }, loading) {
  if (!loading) {
    host.replaceChildren();
    return;
  }
  if (!host.querySelector("progress")) host.replaceChildren(draw());
  const { stage, received, total } = loading;
  const [name, bytes, bar] = /** @type {[HTMLElement, HTMLElement, HTMLProgressElement]} */ (
    [...host.querySelectorAll("[data-part]")]
  );
  // A screen reader hears each stage once; the bytes it can look up in the bar.
  if (name.textContent !== words[stage]) name.textContent = words[stage];
  const known = total > 1000;
  const all = megabytes(total);
  const values = { received: megabytes(received).padStart(all.length, "\u2007"), total: all };
  bytes.textContent = known ? fill(words.bytes, values) : "";
  if (known) {
    bar.max = total;
    bar.value = received;
  }
}

/** @param {number} bytes */
function megabytes(bytes) {
  return (bytes / 1e6).toFixed(1);
}

function draw() {
  const id = `nn-loading-${++lastId}`;
  const drawn = document.createElement("div");
  drawn.className = "nn-loading";
  drawn.innerHTML = `
    <p class="nn-bar-line">
      <span id="${id}" role="status" data-part="stage"></span>
      <span class="nn-number" data-part="bytes"></span>
    </p>
    <progress class="nn-progress" aria-labelledby="${id}" data-part="bar"></progress>`;
  return drawn;
}
