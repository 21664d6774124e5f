// @ts-check
/** Starts Python in this worker: Pyodide, NumPy, nnweb, and our session on top. */

import { Progress, fetchCounted, fetchUnpacked } from "./fetching.js";

/** @typedef {import("../vendor/pyodide/pyodide.d.ts").PyodideInterface} Pyodide */

const base = new URL("../", import.meta.url);
const runtime = new URL("runtime/", base);
const PAGES = "/nnweb/pages";
const DATA = "/nnweb/data/mnist";
const SHIPPED = "/nnweb/shipped.npz";

/** @typedef {{name: string, url: string, bytes: Uint8Array}} DataFile  unpacked, and whence it came */
/**
 * @typedef {import("../protocol.js").Split} Split
 * @typedef {Record<string, {bytes: number, for: "start" | Split, integrity?: string}>} FileList
 *   by path under `base`; see assets.py
 */

/** @type {Promise<FileList> | undefined} */
let list;

/** @returns {Promise<FileList>} what may be fetched */
function loadList() {
  list ??= fetchCounted(new URL("files.json", base), undefined, new Progress(() => {}, "runtime", 1))
    .then((response) => response.json());
  list.catch(() => (list = undefined));
  return list;
}

/**
 * @param {FileList} files
 * @param {"start" | Split} purpose
 */
function total(files, purpose) {
  return Object.values(files).reduce((sum, file) => sum + (file.for === purpose ? file.bytes : 0), 0);
}

/**
 * @param {(loading: import("../protocol.js").Loading) => void} report
 * @param {"numpy"} [ops]  leave the kernel out, to compare
 * @returns {Promise<Pyodide>}
 */
export async function boot(report, ops) {
  if (typeof WebAssembly !== "object") {
    throw Object.assign(new Error("This browser has no WebAssembly."), { kind: "no_wasm" });
  }
  const progress = new Progress(report, "runtime", 1);
  try {
    const files = await loadList();
    progress.total = total(files, "start");
    // Pyodide waits for ever where its WebAssembly is missing, and goes on without a package that is.
    return await Promise.race([start(progress, files, ops), progress.failed]);
  } catch (error) {
    // Pyodide wraps what a fetch threw in words of its own; the first cause says more.
    throw progress.failure ?? error;
  }
}

/**
 * @param {Progress} progress
 * @param {FileList} files
 * @param {"numpy" | undefined} ops
 * @returns {Promise<Pyodide>}
 */
async function start(progress, files, ops) {
  // Pyodide fetches with the global fetch: while it boots, that one counts, and hands over what is on its way
  // already. Pyodide asks for one thing after another; all of it is asked for now.
  const original = self.fetch;
  const early = fetchEarly(progress, files);
  self.fetch = async (resource, options) => {
    const url = resource instanceof Request ? resource.url : new URL(String(resource), runtime).href;
    const started = early.get(url);
    early.delete(url); // a body can be read once
    return started ?? fetchCounted(resource, options, progress);
  };
  try {
    const [pages, shipped] = ["runtime/pages.zip", "models/shipped.npz"].map((path) =>
      fetchCounted(new URL(path, base), undefined, progress).then((response) => response.arrayBuffer()));
    // Both are awaited further down; one that fails before that is not unheard.
    for (const early of [pages, shipped]) early.catch(() => {});
    // Scripts come by import, which can't be counted as they stream: they count when they are there.
    // Fetched beside Pyodide's own start instead of after it.
    await Promise.all(["pyodide.asm.js", "pyodide.mjs"].map(async (name) => {
      await script(new URL(name, runtime), progress);
      progress.add(files[`runtime/${name}`]?.bytes ?? 0);
    }));
    const { loadPyodide } = await import(new URL("pyodide.mjs", runtime).href);
    const pyodide = await loadPyodide({
      indexURL: runtime.href,
      packages: ["numpy", "nnweb"],
      env: { HOME: "/home/pyodide", NNWEB_DATA: DATA, ...(ops && { NNWEB_OPS: ops }) },
      checkAPIVersion: true,
    });
    progress.enter("starting");
    pyodide.FS.mkdirTree(DATA);
    pyodide.unpackArchive(await pages, "zip", { extractDir: PAGES });
    pyodide.FS.writeFile(SHIPPED, new Uint8Array(await shipped));
    pyodide.runPython(`import sys; sys.path.append("${PAGES}")`);
    return pyodide;
  } finally {
    self.fetch = original;
  }
}

/**
 * Ask for everything Pyodide will want.
 *
 * @param {Progress} progress
 * @param {FileList} files
 * @returns {Map<string, Promise<Response>>} by address
 */
function fetchEarly(progress, files) {
  const paths = Object.keys(files).filter((path) => /^runtime\/(?!pages).*\.(wasm|zip|whl|json)$/.test(path));
  return new Map(paths.map((path) => {
    const url = new URL(path, base).href;
    const response = fetchCounted(url, { integrity: files[path].integrity ?? "" }, progress);
    response.catch(() => {}); // whoever takes it hears of it, and `progress` has heard
    return [url, response];
  }));
}

/**
 * @param {Pyodide} pyodide
 * @param {(message: any) => void} emit
 * @returns {any} our Python Session
 */
export function startSession(pyodide, emit) {
  return pyodide.pyimport("session").Session(emit, SHIPPED);
}

/**
 * Fetch one split of MNIST; it can come while Python still boots.
 *
 * @param {Split} split
 * @param {(loading: import("../protocol.js").Loading) => void} report
 * @returns {Promise<DataFile[]>}
 */
export async function fetchData(split, report) {
  const files = await loadList();
  const paths = Object.keys(files).filter((path) => files[path].for === split);
  const progress = new Progress(report, "data", total(files, split));
  return Promise.all(paths.map(async (path) => {
    const url = new URL(path, base);
    const name = path.slice("data/".length).replace(/\.gz$/, "");
    return { name, url: url.href, bytes: await fetchUnpacked(url, progress) };
  }));
}

/**
 * @param {Pyodide} pyodide
 * @param {DataFile[]} files
 */
export function writeData(pyodide, files) {
  for (const { name, bytes } of files) pyodide.FS.writeFile(`${DATA}/${name}`, bytes, { canOwn: true });
}

/**
 * Once Python has its array, the file is a second copy.
 *
 * @param {Pyodide} pyodide
 */
export function dropData(pyodide) {
  for (const name of pyodide.FS.readdir(DATA)) {
    if (!name.startsWith(".")) pyodide.FS.unlink(`${DATA}/${name}`);
  }
}

/**
 * @param {URL} url
 * @param {Progress} progress
 */
async function script(url, progress) {
  try {
    await import(url.href);
  } catch (error) {
    // An import does not say why it failed: ask again in a way that does.
    await fetchCounted(url, { cache: "no-store" }, progress);
    throw error;
  }
}
