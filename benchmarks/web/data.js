// @ts-check
/** MNIST as float arrays, for the browser libraries that nnweb is measured against. */

/** @param {string} name */
async function unpacked(name) {
  const packed = (await fetch(`/mnist/${name}.gz`)).body;
  if (!packed) throw new Error(`no ${name}`);
  return new Uint8Array(await new Response(packed.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer());
}

/**
 * @param {"train" | "t10k"} split
 * @returns {Promise<{x: Float32Array, y: Uint8Array}>} pixels from 0 to 1, 784 an image, and labels
 */
export async function load(split) {
  const [images, labels] = await Promise.all([`${split}-images-idx3-ubyte`, `${split}-labels-idx1-ubyte`].map(unpacked));
  return { x: Float32Array.from(images.subarray(16), (byte) => byte / 255), y: labels.subarray(8) };
}
