// @ts-check
/** What is seen and heard of the playground: pictures, diagram, weights, curves, numbers, and what is said. */

import { fill } from "../../lib/i18n.js";
import { showControls } from "../../lib/controls.js";
import { Diagram } from "./diagram.js";
import { Heatmaps } from "./heatmaps.js";
import { LossChart } from "./loss-chart.js";
import { Weights } from "./weights.js";

const GOAL = 0.95;

export class PlaygroundDisplay {
  /**
   * @param {HTMLElement} root
   * @param {Record<string, any>} parts  what the template marks with `data-part`
   * @param {any} words  strings.playground
   * @param {import("../../lib/state.js").State} settings
   */
  constructor(root, parts, words, settings) {
    this._root = root;
    this._parts = parts;
    this.words = words;
    this._settings = settings;
    this._notice = parts.waiting.firstElementChild;
    this._trainWord = parts.train.textContent;
    /** @type {import("../../protocol.js").PlaygroundView | null} */
    this._now = null;
    this._reached = 0;
    this._frame = 0;
    this._heatmaps = new Heatmaps(root);
    this.diagram = new Diagram(parts, this._heatmaps);
    this.weights = new Weights(parts);
    this._chart = new LossChart(parts.chart, this.words);
    this._themes = new MutationObserver(() => {
      this._heatmaps.refresh();
      if (this.diagram.layout) this.diagram.arrange(this.diagram.layout, this.words);
      this.paint();
    });
    this._themes.observe(document.body, { attributeFilter: ["data-md-color-scheme"] });
  }

  disconnect() {
    this._chart.disconnect();
    this._themes.disconnect();
    cancelAnimationFrame(this._frame);
  }

  // What the worker has said

  /** @param {import("../../protocol.js").Requests["playground"]["reply"]} answer */
  arrange({ epoch, layout, points, features }) {
    if (epoch === 0) {
      this._chart.clear();
      this._reached = 0;
    }
    this.diagram.arrange({ ...layout, pictures: features }, this.words);
    this._parts.points.innerHTML = points;
    this.list({ input: 0, focus: false });
  }

  /** @param {import("../../protocol.js").PlaygroundView} answer */
  take(answer) {
    this._now = answer;
    this._chart.add(answer);
    if (!this._reached && answer.test_accuracy >= GOAL) this._reached = Math.max(1, answer.epoch);
    if (!this._frame) this._frame = requestAnimationFrame(() => this.paint());
  }

  /**
   * A run is over: what is said and what is seen are of one epoch.
   *
   * @param {import("../../protocol.js").PlaygroundView} answer
   */
  rest(answer) {
    this.take(answer);
    cancelAnimationFrame(this._frame);
    this.paint();
    this.say();
  }

  // What is seen

  paint() {
    this._frame = 0;
    const now = this._now;
    if (!now) return;
    const { discrete } = this._settings.values;
    const shade = Number(this._parts.output.dataset.shade); // as deep as the surest output is coloured
    this._heatmaps.paint(this._parts.output, now.output, discrete ? (value) => (value > 0 ? shade : -shade) : (value) => shade * value);
    this.diagram.show(now);
    this.weights.show(now.weights);
    this._chart.draw();
    const metrics = { epoch: String(now.epoch), test_accuracy: percent(now.test_accuracy) };
    for (const [name, text] of Object.entries(metrics)) {
      /** @type {Element} */ (this._root.querySelector(`[data-metric="${name}"]`)).textContent = text;
    }
    this._parts.goal.textContent = this._reached ? fill(this.words.reached, { epoch: this._reached }) : this.words.goal;
  }

  /** What follows from the settings alone. */
  reflect() {
    const { values } = this._settings;
    showControls(this._parts.controls, this._settings);
    this._parts.points.toggleAttribute("data-without-test", !values.test);
    for (const tile of /** @type {NodeListOf<HTMLElement>} */ (this._root.querySelectorAll("[data-input]"))) {
      tile.setAttribute("aria-pressed", String(values[/** @type {string} */ (tile.dataset.input)]));
    }
  }

  /** @param {boolean} running */
  showRun(running) {
    const { train } = this._parts;
    this._root.toggleAttribute("data-running", running);
    train.textContent = running ? train.dataset.pauseWord : this._trainWord;
  }

  /**
   * The weights into the chosen unit.
   *
   * @param {{input: number, focus: boolean}} which
   */
  list({ input, focus }) {
    const { chosen, layout } = this.diagram;
    this.weights.list(layout, chosen, chosen ? this.diagram.nameOf(chosen, this.words) : "", this.words);
    if (this._now) this.weights.show(this._now.weights);
    if (focus) this.weights.fields[input]?.focus();
  }

  // What is heard

  say() {
    const now = /** @type {import("../../protocol.js").PlaygroundView} */ (this._now);
    const sentence = fill(this.words.said, {
      epoch: now.epoch,
      train_loss: now.train_loss.toFixed(3),
      test_loss: now.test_loss.toFixed(3),
      test_accuracy: percent(now.test_accuracy),
    });
    this._parts.said.textContent = sentence;
    this.tell(sentence);
  }

  /** @param {string} sentence */
  tell(sentence) {
    if (this._notice) this._notice.textContent = sentence;
  }
}

/** @param {number} share */
function percent(share) {
  return Number.isFinite(share) ? `${(100 * share).toFixed(1)} %` : "–";
}
