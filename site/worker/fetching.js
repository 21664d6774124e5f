// @ts-check
/**
 * Fetching with progress in bytes. Totals come from `files.json`, written at build time, so that the bar
 * knows its end before the first byte; bytes are counted as they arrive, after any decompression by the
 * browser, which is how `files.json` counts them.
 */

/** Why a file did not arrive; `kind` is one of protocol.js's failure kinds. */
export class FetchError extends Error {
  /**
   * @param {"network" | "http" | "integrity"} kind
   * @param {string} url
   * @param {string} message
   */
  constructor(kind, url, message) {
    super(message);
    this.kind = kind;
    this.url = url;
  }
}

/** Adds up what several files have brought so far, and reports it at most every 100 ms. */
export class Progress {
  /**
   * @param {(loading: import("../protocol.js").Loading) => void} report
   * @param {import("../protocol.js").Loading["stage"]} stage
   * @param {number} total  bytes of all files
   */
  constructor(report, stage, total) {
    this._report = report;
    this._reported = 0;
    this.stage = stage;
    this.total = total;
    this.received = 0;
    /** @type {FetchError | null} the first thing that went wrong, whoever was told of it */
    this.failure = null;
    /** @type {Promise<never>} rejects at the first failure, also where whoever fetched keeps it to itself */
    this.failed = new Promise((_, reject) => (this._reject = reject));
    this.failed.catch(() => {});
    this.say();
  }

  /** @param {number} bytes */
  add(bytes) {
    this.received += bytes;
    if (performance.now() - this._reported > 100) this.say();
  }

  /** @param {import("../protocol.js").Loading["stage"]} stage */
  enter(stage) {
    this.stage = stage;
    this.say();
  }

  say() {
    this._reported = performance.now();
    this._report({ stage: this.stage, received: Math.min(this.received, this.total), total: this.total });
  }

  /**
   * @param {FetchError} error
   * @returns {FetchError}
   */
  fail(error) {
    this.failure ??= error;
    this._reject?.(error);
    return error;
  }
}

// Kept before Pyodide's boot puts a counting fetch in its place.
const browserFetch = self.fetch.bind(self);

/**
 * Fetch a file of this site, counting its bytes.
 *
 * @param {RequestInfo | URL} resource
 * @param {RequestInit | undefined} options
 * @param {Progress} progress
 * @returns {Promise<Response>} whose body counts as it is read; its headers stay, so that WebAssembly
 *   still compiles while it streams
 */
export async function fetchCounted(resource, options, progress) {
  const url = resource instanceof Request ? resource.url : String(resource);
  let response;
  try {
    response = await browserFetch(resource, options);
  } catch (error) {
    throw progress.fail(new FetchError("network", url, `${url} could not be fetched: ${error}`));
  }
  if (!response.ok) {
    throw progress.fail(new FetchError("http", url, `${url} answered ${response.status} ${response.statusText}`));
  }
  if (!response.body) return response;
  const counter = new TransformStream({
    transform(chunk, controller) {
      progress.add(chunk.byteLength);
      controller.enqueue(chunk);
    },
  });
  response.body.pipeTo(counter.writable).catch((error) => {
    progress.fail(new FetchError("network", url, `${url} broke off: ${error}`));
  });
  const { status, statusText, headers } = response;
  const counted = new Response(counter.readable, { status, statusText, headers });
  Object.defineProperty(counted, "url", { value: response.url });
  return counted;
}

/**
 * Fetch a gzipped file and unpack it with the browser's own decompressor.
 *
 * @param {URL} url
 * @param {Progress} progress
 * @returns {Promise<Uint8Array>}
 */
export async function fetchUnpacked(url, progress) {
  let packed;
  try {
    packed = new Uint8Array(await (await fetchCounted(url, undefined, progress)).arrayBuffer());
  } catch (error) {
    if (error instanceof FetchError) throw error;
    throw progress.fail(new FetchError("network", url.href, `${url} broke off: ${error}`));
  }
  // Some servers send .gz files as a content encoding; the browser has then unpacked them already.
  if (packed[0] !== 0x1f || packed[1] !== 0x8b) return packed;
  try {
    const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Uint8Array(await new Response(unpacked).arrayBuffer());
  } catch (error) {
    throw progress.fail(new FetchError("integrity", url.href, `${url} is damaged: ${error}`));
  }
}
