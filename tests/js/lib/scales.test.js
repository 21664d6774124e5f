import { linear, logarithmic, niceStep, nines } from "../../../site/lib/scales.js";
import { equal, near, test } from "../harness.js";

test("a step is 1, 2 or 5 times a power of ten", () => {
  equal([[10, 5], [1, 4], [7, 3], [0.03, 5], [4000, 1]].map(([length, count]) => Number(niceStep(length, count).toPrecision(6))),
    [2, 0.5, 5, 0.01, 5000]);
});

test("a linear scale's ticks are round, lie within it and have no rounding error", () => {
  equal(linear(0, 1, 5).ticks, [0, 0.2, 0.4, 0.6, 0.8, 1]);
  equal(linear(-0.3, 0.31, 7).ticks, [-0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3]);
  equal(linear(3, 17, 3).ticks, [5, 10, 15]);
  const { place } = linear(-1, 3);
  equal([-1, 1, 3].map(place), [0, 0.5, 1]);
});

test("a logarithmic scale is widened to 1, 2 or 5, and a decade is as long as any other", () => {
  const scale = logarithmic(0.03, 7);
  equal(scale.ticks, [0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10]);
  near(scale.place(0.02), 0);
  near(scale.place(10), 1);
  near(scale.place(1) - scale.place(0.1), scale.place(10) - scale.place(1));
  equal(scale.place(0), 0); // what has no logarithm stands at the low end
});

test("a logarithmic scale of one value still has a length", () => {
  const { place, ticks } = logarithmic(1, 1);
  equal(Number.isFinite(place(1)), true);
  equal(ticks.length >= 2, true);
});

test("nines: from 0.9 to 0.99 is as far as from 0.99 to 0.999", () => {
  const { place, ticks } = nines(0.5, 0.999);
  near(place(0.99) - place(0.9), place(0.999) - place(0.99), 1e-6);
  equal(ticks.includes(0.9) && ticks.includes(0.99), true);
  equal(ticks, ticks.toSorted((one, other) => one - other));
  equal(place(1) <= 1, true); // though nothing is missing of it
});
