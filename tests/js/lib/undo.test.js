import { PadHistory } from "../../../site/lib/undo.js";
import { equal, test } from "../harness.js";

const point = (/** @type {number} */ x) => ({ x, y: 0.5 });
const image = (/** @type {number} */ index) => ({ index, pixels: null });

test("undo goes back stroke by stroke, Clear included, and ends at the empty pad", () => {
  const pad = new PadHistory();
  pad.begin(point(0.1)).push(point(0.2));
  pad.begin(point(0.3));
  pad.clear();
  equal(pad.blank, true);
  pad.undo();
  equal(pad.now.strokes, [[point(0.1), point(0.2)], [point(0.3)]]);
  pad.undo();
  equal(pad.now.strokes, [[point(0.1), point(0.2)]]);
  pad.undo();
  equal([pad.blank, pad.canUndo], [true, false]);
  pad.undo();
  equal(pad.blank, true);
});

test("clearing an empty pad is nothing to undo", () => {
  const pad = new PadHistory();
  pad.clear();
  equal(pad.canUndo, false);
});

test("looking through test images is one state, and loses no drawing", () => {
  const pad = new PadHistory();
  pad.begin(point(0.1));
  pad.show(image(1));
  pad.show(image(2));
  equal(pad.now.image, image(2));
  pad.undo();
  equal([pad.now.strokes, pad.now.image], [[[point(0.1)]], null]);
});

test("a stroke on a test image begins a drawing afresh", () => {
  const pad = new PadHistory();
  pad.begin(point(0.1));
  pad.show(image(1));
  pad.begin(point(0.9));
  equal([pad.now.strokes, pad.now.image], [[[point(0.9)]], null]);
});
