// @ts-check
/** Strokes as the pad holds them: on the screen a path, for the network a raster of the same path. */

/** @typedef {{x: number, y: number}} Point  in units of the pad: 0 to 1 from its left, from its top */

/** A line's width, in units of the pad: that of MNIST's digits before they were shrunk. */
export const LINE = 0.08;

/** Width and height of what is sent to the network's program, which makes its 28 × 28 of it. */
const RASTER = 280;

/**
 * @param {Point[][]} strokes
 * @returns {string} as an SVG path; the screen and the raster are drawn from the same one
 */
export function path(strokes) {
  const place = (/** @type {Point} */ { x, y }) => `${x.toFixed(4)} ${y.toFixed(4)}`;
  // The first point is drawn to itself and a hair further: a canvas leaves out a line without length.
  return strokes.map((stroke) => `M${place(stroke[0])}h0.0001L${stroke.map(place).join(" ")}`).join("");
}

/** @type {CanvasRenderingContext2D | null} */
let context = null;

/**
 * @param {Point[][]} strokes
 * @returns {{values: Uint8Array, shape: number[]}} the ink, 0 paper to 255
 */
export function rasterise(strokes) {
  if (!context) {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = RASTER;
    context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d", { willReadFrequently: true }));
  }
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, RASTER, RASTER);
  context.setTransform(RASTER, 0, 0, RASTER, 0, 0);
  context.lineWidth = LINE;
  context.lineCap = context.lineJoin = "round";
  context.stroke(new Path2D(path(strokes)));
  const { data } = context.getImageData(0, 0, RASTER, RASTER);
  const values = new Uint8Array(RASTER * RASTER);
  for (let i = 0; i < values.length; i++) values[i] = data[4 * i + 3];
  return { values, shape: [RASTER, RASTER] };
}
