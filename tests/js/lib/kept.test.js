import { keep, kept } from "../../../site/lib/kept.js";
import { forgetLessons, lessonsDone, markDone } from "../../../site/lib/lessons-done.js";
import { keepDigit, ownDigit } from "../../../site/lib/own-digit.js";
import { equal, test, testInPage } from "../harness.js";

test("where there is nothing, or no storage at all, nothing fails", () => {
  equal(kept("of no one"), null);
});

testInPage("what is kept comes back, until it is forgotten", () => {
  keep("thing", { a: [1, 2] });
  equal(kept("thing"), { a: [1, 2] });
  keep("thing", null);
  equal(kept("thing"), null);
  equal(localStorage.getItem("thing"), null);
});

testInPage("what someone else put there is no failure", () => {
  localStorage.setItem("thing", "{no JSON");
  equal(kept("thing"), null);
  localStorage.setItem("nnweb progress", "7");
  equal(lessonsDone(), {});
  localStorage.clear();
});

testInPage("the digit written last comes back, and only if it is one", () => {
  const strokes = [[{ x: 0.5, y: 0.1 }, { x: 0.5, y: 0.9 }]];
  equal(ownDigit(), []);
  keepDigit(strokes);
  equal(ownDigit(), strokes);
  for (const other of [7, [[]], [[{ x: 0.5 }]], [[{ x: "0.5", y: 0 }]], "no stroke"]) {
    keep("nnweb digit", other);
    equal(ownDigit(), []);
  }
  keepDigit([]);
  equal(kept("nnweb digit"), null);
});

testInPage("lessons are done one by one and forgotten together", () => {
  markDone("neuron");
  markDone("layers");
  equal(Object.keys(lessonsDone()), ["neuron", "layers"]);
  equal(/^\d{4}-\d\d-\d\d$/.test(lessonsDone().neuron), true);
  forgetLessons();
  equal(lessonsDone(), {});
});
