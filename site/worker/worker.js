// @ts-check
/**
 * The worker: boots Python once it is asked for, passes messages to the session, and gives a training run
 * its slices of time. See ../protocol.js for the messages.
 */

import { boot, dropData, fetchData, startSession, writeData } from "./boot.js";
import { DataFailure, failure } from "./failure.js";
import { Output } from "./output.js";

/**
 * @typedef {import("../protocol.js").RequestType} RequestType
 * @typedef {import("../protocol.js").FromWorker} FromWorker
 */

/**
 * @template {RequestType} K
 * @typedef {import("../protocol.js").Request<K>} Request
 */

/** Seconds of training between two looks at the messages. */
const SLICE = 0.03;

/** @type {Promise<{pyodide: any, session: any, seconds: number}> | undefined} */
let python;
/** @type {Map<string, Promise<void>>} splits of MNIST that are here or on their way */
const data = new Map();
/** Settled when no cell is running: Python does one thing at a time. */
let cell = Promise.resolve();
let stopCell = false;
/** Told when Stop comes while a cell still waits for its data. */
let hearStop = () => {};
let driving = false;

/** @param {FromWorker} message */
function post(message) {
  const buffers = new Set();
  collectBuffers(message.data, buffers);
  self.postMessage(message, { transfer: [...buffers] });
}

/**
 * @param {any} value
 * @param {Set<ArrayBufferLike>} found
 */
function collectBuffers(value, found) {
  if (ArrayBuffer.isView(value)) found.add(value.buffer);
  else if (value && typeof value === "object") Object.values(value).forEach((each) => collectBuffers(each, found));
}

/**
 * What Python emits, as plain objects and typed arrays of their own.
 *
 * @param {any} proxy
 */
function emit(proxy) {
  const message = proxy.toJs({ dict_converter: Object.fromEntries, create_pyproxies: false });
  nameNulls(message.data);
  if (message.type === "reply" && message.data.reason) message.data.heap_bytes = heapBytes;
  post(message);
}
let heapBytes = 0;

/**
 * Python's None comes out of Pyodide as undefined; on the wire it is null, as where the build writes it.
 *
 * @param {any} value
 */
function nameNulls(value) {
  if (!value || typeof value !== "object" || ArrayBuffer.isView(value)) return;
  for (const [key, each] of Object.entries(value)) {
    if (each === undefined) value[key] = null;
    else nameNulls(each);
  }
}

/**
 * @param {number} id  of the request whose loading events these are
 */
function report(id) {
  return (/** @type {import("../protocol.js").Loading} */ loading) => post({ id, type: "loading", data: loading });
}

/**
 * @param {number} id
 * @param {"numpy"} [ops]
 */
function startPython(id, ops) {
  python ??= (async () => {
    const started = performance.now();
    const pyodide = await boot(report(id), ops);
    const session = startSession(pyodide, emit);
    return { pyodide, session, seconds: (performance.now() - started) / 1000 };
  })();
  return python;
}

/**
 * Have a split of MNIST in Python's memory; fetched beside Python's own start, and once.
 *
 * @param {import("../protocol.js").Split} split
 * @param {number} id
 */
function haveData(split, id) {
  let there = data.get(split);
  if (!there) {
    there = (async () => {
      const [files, { pyodide, session }] = await Promise.all([fetchData(split, report(id)), startPython(id)]);
      writeData(pyodide, files);
      const failed = session.load(split)?.toJs({ dict_converter: Object.fromEntries });
      dropData(pyodide);
      if (failed) throw new DataFailure(failed, files);
    })();
    there.catch(() => data.delete(split));
    data.set(split, there);
  }
  return there;
}

/**
 * Pass a message to Python, and drive the run it may have started.
 *
 * @param {Request<RequestType>} message
 */
async function toSession(message) {
  const { pyodide, session } = await startPython(message.id);
  await cell;
  const request = pyodide.toPy(message);
  session.handle(request);
  request.destroy();
  if (session.busy && !driving) drive(pyodide, session);
}

/**
 * @param {any} pyodide
 * @param {any} session
 */
async function drive(pyodide, session) {
  driving = true;
  while (session.busy) {
    heapBytes = pyodide._module.HEAPU8.length;
    session.advance(SLICE);
    await lookAtMessages();
    await cell;
  }
  driving = false;
}

// A message to oneself comes after those that wait already. Timers would be slowed to 4 ms, and in a
// background tab to a second; messages are not.
const channel = new MessageChannel();
/** @type {(() => void)[]} */
const waiting = [];
channel.port1.onmessage = () => waiting.shift()?.();

/** @returns {Promise<void>} */
function lookAtMessages() {
  return new Promise((resolve) => {
    waiting.push(resolve);
    channel.port2.postMessage(0);
  });
}

/** @param {Request<"run_code">} message */
async function runCode({ id, data: { code } }) {
  stopCell = false;
  const { pyodide } = await startPython(id);
  if (/\bmnist\b/.test(code)) {
    const stopped = new Promise((resolve) => (hearStop = () => resolve(undefined)));
    await Promise.race([Promise.all([haveData("train", id), haveData("test", id)]), stopped]);
  }
  await cell;
  if (stopCell) return post({ id, type: "reply", data: { status: "stopped" } });
  const module = pyodide.pyimport("cell");
  // Where the browser can suspend Python (JSPI), a running cell lets messages in, and so hears Stop.
  const canSuspend = "Suspending" in WebAssembly;
  const output = new Output((data) => post({ id, type: "output", data }));
  const write = output.write.bind(output);
  const ended = canSuspend
    ? module.run.callPromising(code, write, pyodide.pyimport("suspend").waiting(async () => {
        output.flush();
        await lookAtMessages();
        return stopCell;
      }))
    : Promise.resolve(module.run(code, write, () => false));
  cell = ended.then(() => {}, () => {});
  const status = await ended;
  output.flush();
  post({ id, type: "reply", data: { status } });
}

/**
 * Who answers each request of the table.
 *
 * @type {{[K in RequestType]: (message: Request<K>) => Promise<void>}}
 */
const handlers = {
  async boot({ id, data: { ops } }) {
    const { pyodide, seconds } = await startPython(id, ops);
    const versions = pyodide.pyimport("session").versions().toJs({ dict_converter: Object.fromEntries });
    post({ id, type: "reply", data: { ...versions, pyodide: pyodide.version, seconds } });
  },
  async load_data(message) {
    await haveData(message.data.split, message.id);
    await toSession(message);
  },
  run_code: runCode,
  async stop_code({ id }) {
    stopCell = true;
    hearStop();
    post({ id, type: "reply", data: {} });
  },
  restore: toSession,
  build: toSession,
  train: toSession,
  pause: toSession,
  resume: toSession,
  step: toSession,
  stop: toSession,
  set_learning_rate: toSession,
  predict: toSession,
  test_image: toSession,
  figure: toSession,
  figure_run: toSession,
  figure_stop: toSession,
  game: toSession,
  game_score: toSession,
  playground: toSession,
  playground_train: toSession,
  playground_stop: toSession,
  playground_weight: toSession,
};

/**
 * @template {RequestType} K
 * @param {Request<K>} message
 */
function answer(message) {
  if (!Object.hasOwn(handlers, message.type)) throw new TypeError(`Expected a request of the table. Received: ${message.type}`);
  return handlers[message.type](message);
}

self.onmessage = async (/** @type {MessageEvent<import("../protocol.js").ToWorker>} */ { data: message }) => {
  try {
    await answer(message);
  } catch (error) {
    post({ id: message.id, type: "error", data: failure(error) });
  }
};
