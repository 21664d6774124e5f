import { LINE, path, rasterise } from "../../../site/lib/strokes.js";
import { equal, near, test, testInPage } from "../harness.js";

test("a stroke is a path from point to point; a dot has a length", () => {
  equal(path([[{ x: 0.1, y: 0.2 }, { x: 0.5, y: 0.25 }]]), "M0.1000 0.2000h0.0001L0.1000 0.2000 0.5000 0.2500");
  equal(path([[{ x: 1, y: 0 }], [{ x: 0, y: 1 }]]), "M1.0000 0.0000h0.0001L1.0000 0.0000M0.0000 1.0000h0.0001L0.0000 1.0000");
  equal(path([]), "");
});

/** Ink of a raster, in full pixels. */
const ink = (/** @type {Uint8Array} */ values) => values.reduce((sum, value) => sum + value / 255, 0);

testInPage("a raster has as much ink as the strokes have area, where they are", () => {
  const { values, shape } = rasterise([[{ x: 0.25, y: 0.5 }, { x: 0.75, y: 0.5 }]]);
  equal(shape, [280, 280]);
  const area = 0.5 * LINE + Math.PI * (LINE / 2) ** 2;
  near(ink(values) / 280 ** 2, area, 0.001);
  equal([values[140 * 280 + 140], values[140 * 280 + 20], values[40 * 280 + 140]], [255, 0, 0]);
});

testInPage("nothing of one raster is left in the next, and no stroke is no ink", () => {
  rasterise([[{ x: 0.5, y: 0.5 }]]);
  equal(ink(rasterise([]).values), 0);
});

testInPage("a dot is a disc", () => {
  near(ink(rasterise([[{ x: 0.5, y: 0.5 }]]).values) / 280 ** 2, Math.PI * (LINE / 2) ** 2, 0.0005);
});
