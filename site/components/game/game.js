// @ts-check
/**
 * You against the network: the reader answers from a brief look, the network from the very same pixels. The
 * worker makes the rounds; here they are shown, timed and answered. Python starts when a game does.
 */

import { client } from "../../client.js";
import { listening } from "../../lib/early.js";
import { languageOf, strings, fill } from "../../lib/i18n.js";
import { showFailure } from "../../lib/failure.js";
import { partsOf } from "../../lib/parts.js";
import { askGame, askScore } from "./asking.js";
import { Feedback } from "./feedback.js";
import { Games } from "./games.js";
import { drawResults } from "./results.js";
import { INTERRUPTED, Rounds } from "./rounds.js";
import { GameSettings } from "./settings.js";
import { Stage } from "./stage.js";

const PRACTICE_ROUNDS = 3;

class GameElement extends HTMLElement {
  /** @type {Record<string, any>} */
  _parts = {};
  /** @type {any} the whole table of strings */
  _words;
  _leaving = new AbortController();

  async connectedCallback() {
    if (this._parts.stage) return; // moved within the page: everything is in place
    this._parts = partsOf(this);
    const parts = this._parts;
    this._settings = new GameSettings(parts.setup);
    this._stage = new Stage(/** @type {any} */ (parts));
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    parts.calm.hidden = !calm;
    if (!this._settings.fromAddress() && calm) this._settings.inputs.exposure.value = "untimed";
    this._language = languageOf(this);
    this._words = await strings(this._language);
    if (!this.isConnected) return; // the page was left meanwhile
    this._feedback = new Feedback(/** @type {any} */ (parts), this._language, this._words.game);
    this._rounds = new Rounds(this, /** @type {any} */ (parts), this._stage, this._words.game, this._leaving.signal);
    this._games = new Games(/** @type {any} */ (parts), this._words.game, this._language, () => {
      parts.start.focus();
      this._say(this._words.game.forgotten);
    });
    this._listen();
    this._showOpponent();
    this._set("ready");
    listening(this);
  }

  disconnectedCallback() {
    this._leaving.abort(INTERRUPTED);
  }

  _listen() {
    const parts = this._parts;
    parts.setup.addEventListener("submit", (/** @type {Event} */ event) => {
      event.preventDefault();
      this._start(false);
    });
    parts.practise.addEventListener("click", () => this._start(true));
    parts["new-seed"].addEventListener("click", () => this._newSeed());
    parts["copy-link"].addEventListener("click", () => this._copyLink());
    parts.results.addEventListener("click", (/** @type {any} */ { target }) => this._again(target.closest("button")?.value));
    client.addEventListener("model", () => this._showOpponent(), { signal: this._leaving.signal });
  }

  // A game

  /**
   * @param {boolean} practice
   * @returns {Promise<void>}
   */
  async _start(practice) {
    if (this.dataset.state !== "ready" || !this._settings?.check()) return;
    const { exposure, ...config } = this._settings.values;
    if (practice) Object.assign(config, { rounds: PRACTICE_ROUNDS, seed: config.seed + this._settings.seeds });
    const model = client.hasOwnModel ? "own" : "shipped";
    this._set("loading");
    try {
      const game = await askGame(config, model, this._parts.waiting, this._words);
      this._parts.results.hidden = true;
      this._parts.setup.hidden = true;
      this._set("playing");
      const played = await this._play(game, exposure, practice);
      if (played === "restart") return this._restart(practice);
      if (played.length && !practice) await this._finish(game, played, { ...config, exposure, model });
      this._over(practice ? this._words.game.practised : this._words.game.invitation);
    } catch (error) {
      if (!this.isConnected) return;
      this._over(this._words.game.invitation);
      showFailure(this._parts.waiting, this._words, error, () => this._start(practice));
    }
  }

  /**
   * @param {import("../../protocol.js").Game} game
   * @param {number} exposure
   * @param {boolean} practice
   * @returns {Promise<import("./rounds.js").Answered[] | "restart">}
   */
  async _play(game, exposure, practice) {
    const rounds = /** @type {Rounds} */ (this._rounds);
    const feedback = /** @type {Feedback} */ (this._feedback);
    await rounds.begin(game, exposure, practice);
    const played = [];
    for (let i = 0; i < game.labels.length; i++) {
      const answered = await rounds.play(i, played.length > 0);
      if (answered === "restart") return answered;
      if (answered === "end") break;
      if (answered === "void") continue;
      played.push(answered);
      this._stage?.show(rounds.image(i));
      this._say(feedback.show(game, answered, i === game.labels.length - 1));
      if (!(await feedback.next(this._leaving.signal))) break;
    }
    return played;
  }

  /**
   * @param {import("../../protocol.js").Game} game
   * @param {import("./rounds.js").Answered[]} played
   * @param {any} settings
   */
  async _finish(game, played, settings) {
    const { score, milliseconds } = await askScore(game, played);
    const { results } = this._parts;
    const measured = {
      played,
      milliseconds,
      exposure: settings.exposure,
      interval: this._rounds?.interval ?? 0,
      interrupted: this._rounds?.interrupted ?? 0,
      model: settings.model,
    };
    results.replaceChildren(...drawResults(score, measured, this._words.game, /** @type {string} */ (this._language)));
    results.hidden = false;
    this._games?.add(score, played, settings);
  }

  /**
   * With other digits: those that were seen would not be new.
   *
   * @param {boolean} practice
   */
  _restart(practice) {
    this._newSeed();
    this._set("ready");
    return this._start(practice);
  }

  _newSeed() {
    const settings = /** @type {GameSettings} */ (this._settings);
    settings.newSeed();
    this._say(fill(this._words.game.new_seed_said, { seed: settings.values.seed }));
  }

  /** @param {string} words  on the stage */
  _over(words) {
    const parts = this._parts;
    for (const name of ["answer", "feedback"]) parts[name].hidden = true;
    parts.setup.hidden = false;
    parts.progress.textContent = "";
    this._stage?.clear(words);
    const played = this.dataset.state === "playing";
    this._set("ready");
    const title = parts.results.hidden ? null : parts.results.querySelector("h3");
    if (played) (title ?? parts.start).focus();
  }

  /** @param {string | undefined} which  "same" or "other" digits */
  _again(which) {
    if (!which) return;
    if (which === "other") this._settings?.newSeed();
    this._parts.stage.scrollIntoView({ block: "center" });
    this._start(false);
  }

  // What is seen and heard

  /** @param {"loading" | "ready" | "playing"} state */
  _set(state) {
    this.dataset.state = state;
    this.toggleAttribute("data-settled", state !== "loading");
  }

  async _copyLink() {
    const copied = await this._settings?.copyAddress();
    this._say(this._words.game[copied ? "copied" : "in_address"], true);
  }

  _showOpponent() {
    this._parts.opponent.textContent = this._words.game[client.hasOwnModel ? "opponent_own" : "opponent_shipped"];
  }

  /**
   * @param {string} sentence
   * @param {boolean} [seen]  also where the rounds are counted
   */
  _say(sentence, seen = false) {
    this._parts.said.textContent = sentence;
    if (seen) this._parts.progress.textContent = sentence;
  }
}

customElements.define("nn-game", GameElement);
