import { State } from "../../../site/lib/state.js";
import { equal, near, test } from "../harness.js";

const number = { kind: "range", low: 0, high: 10, step: 0.5, unit: "", log: false, names: [], default: 2 };
const CONTROLS = [
  { ...number, key: "weight" },
  { ...number, key: "rate", low: 0.001, high: 10, step: 0.001, log: true, slider: { high: 200 }, default: 0.1 },
  { ...number, key: "current", kind: "number", low: -5, high: 5, step: 1, unit: "nA", default: 0 },
  { ...number, key: "year", low: 0, high: 2, step: 1, names: ["first", "second", "third"], default: 0 },
  { key: "shape", kind: "choice", options: ["round", "square"], default: "round" },
  { key: "noisy", kind: "switch", default: false },
  { key: "seed", kind: "press", default: 0 },
];

function begin() {
  const state = new State(/** @type {any} */ (structuredClone(CONTROLS)), "thing");
  /** @type {string[]} */
  const heard = [];
  for (const type of ["change", "settle"]) state.addEventListener(type, () => heard.push(type));
  return { state, heard };
}

const address = (/** @type {string} */ query) => `https://host/page/?${query}`;

test("it begins with each control's default", () => {
  const { state } = begin();
  equal(state.values, { weight: 2, rate: 0.1, current: 0, year: 0, shape: "round", noisy: false, seed: 0 });
  equal(state.pristine, true);
});

test("a number is brought into range and to its step, and a change is told once", () => {
  const { state, heard } = begin();
  state.set({ weight: 3.3, current: 99 });
  equal([state.values.weight, state.values.current], [3.5, 5]);
  equal(state.pristine, false);
  state.set({ weight: 3.4 }); // the same step
  equal(heard, ["change"]);
});

test("steps leave no rounding error", () => {
  const { state } = begin();
  state.control("weight").step = 0.1;
  state.set({ weight: 0.1 + 0.2 });
  equal(state.values.weight, 0.3);
});

test("what is no value of its control is not taken", () => {
  const { state, heard } = begin();
  state.set({ weight: NaN, rate: Infinity, shape: "oval", seed: -1 });
  state.set({ seed: 1.5 });
  equal(state.pristine, true);
  equal(heard, []);
});

test("one step of a key: of the control, or of its slider where that is logarithmic", () => {
  const { state } = begin();
  state.move("weight", -1);
  equal(state.values.weight, 1.5);
  equal(state.place("rate"), 100);
  state.move("rate", 50);
  equal(state.values.rate, 1);
  state.setPlace("rate", 0);
  near(state.values.rate, 0.001);
});

test("texts have the decimals of the step, a true minus, the unit or the step's name", () => {
  const { state } = begin();
  state.set({ current: -3, year: 2, rate: 0.12345, weight: 7 });
  equal(["current", "year", "rate", "weight"].map((key) => state.text(key)), ["\u22123\u00a0nA", "third", "0.123", "7.0"]);
});

test("an address holds what differs from the first state, and leads back to it", () => {
  const { state } = begin();
  state.set({ weight: 5, shape: "square", noisy: true, seed: 3 });
  const link = state.address(address("thing.rate=3&other=1"));
  equal(link, "https://host/page/?other=1&thing.weight=5&thing.shape=square&thing.noisy=true&thing.seed=3#figure-thing");
  const other = begin().state;
  other.read(link);
  equal(other.values, state.values);
});

test("of an address what is not valid is as if it weren't there", () => {
  const { state } = begin();
  state.read(address("thing.weight=11&thing.rate=x&thing.current=&thing.shape=oval&thing.noisy=1&thing.seed=-2&thing.no=1&weight=3"));
  equal(state.pristine, true);
  state.read(address("thing.weight=11&thing.current=4"));
  equal(state.values.current, 4);
});

test("what is only this reader's stays out of addresses", () => {
  const whose = { key: "whose", kind: "choice", options: ["page", "own"], default: "page", travels: false };
  const state = new State(/** @type {any} */ ([{ ...number, key: "weight" }, whose]), "thing");
  state.set({ whose: "own", weight: 3 });
  equal(state.address(address("thing.whose=own")), "https://host/page/?thing.weight=3#figure-thing");
  const other = new State(/** @type {any} */ ([whose]), "thing");
  other.read(address("thing.whose=own"));
  equal(other.values, { whose: "page" });
});

test("reset brings the first state back, and is an end of changing", () => {
  const { state, heard } = begin();
  state.set({ weight: 9 });
  state.reset();
  equal(state.pristine, true);
  equal(heard, ["change", "change", "settle"]);
});
