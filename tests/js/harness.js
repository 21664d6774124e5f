// @ts-check
/**
 * The tests of plain JavaScript, for `node --test` and for a page alike: Node runs each as it is told of it; a page
 * (tests/browser/test_js.py) imports the files, then runs what was collected and hands it to pytest.
 */

/** @typedef {() => unknown} Body  fails by throwing, or by a promise that does */

/** @type {{test: (name: string, body: Body) => void} | null} */
const node = "document" in globalThis ? null : await import(/** @type {string} */ ("node:test"));

/** @type {{name: string, body: Body}[]} */
const collected = [];

/**
 * @param {string} name
 * @param {Body} body
 */
export function test(name, body) {
  if (node) node.test(name, body);
  else collected.push({ name, body });
}

/**
 * What a page alone has: a canvas, elements, storage.
 *
 * @param {string} name
 * @param {Body} body
 */
export function testInPage(name, body) {
  if (!node) test(name, body);
}

/** @returns {Promise<{name: string, failure: string}[]>} of each collected test; an empty text where it passed */
export async function run() {
  const told = [];
  for (const { name, body } of collected) {
    let failure = "";
    try {
      await body();
    } catch (error) {
      failure = String(/** @type {any} */ (error)?.stack ?? error);
    }
    told.push({ name, failure });
  }
  return told;
}

/**
 * @param {unknown} received
 * @param {unknown} expected  of the same kind and, as JSON writes them, with the same content
 */
export function equal(received, expected) {
  const [one, other] = [received, expected].map((value) => (value === undefined ? "undefined" : JSON.stringify(value)));
  if (one !== other) throw new Error(`Expected ${other}. Received: ${one}`);
}

/**
 * @param {number} received
 * @param {number} expected
 * @param {number} [apart]  at most
 */
export function near(received, expected, apart = 1e-9) {
  if (!(Math.abs(received - expected) <= apart)) throw new Error(`Expected about ${expected}. Received: ${received}`);
}

/**
 * @param {Promise<unknown>} promise
 * @returns {Promise<any>} what it was rejected with
 */
export async function rejection(promise) {
  let value;
  try {
    value = await promise;
  } catch (error) {
    return error;
  }
  throw new Error(`Expected a rejection. Received: ${JSON.stringify(value)}`);
}
