// @ts-check
/**
 * The page's side of the worker: a promise a request, events to whoever asked, and one worker for the whole
 * visit. This is the only place on the page that posts messages.
 */

/**
 * @typedef {import("./protocol.js").Booted} Booted
 * @typedef {import("./protocol.js").Failure} Failure
 * @typedef {import("./protocol.js").FromWorker} FromWorker
 * @typedef {import("./protocol.js").Requests} Requests
 * @typedef {import("./protocol.js").EventOf<"boot">} BootEvent
 */

/**
 * @template {keyof Requests} K
 * @typedef {import("./protocol.js").EventOf<K>} EventOf
 */

/** A request that failed, as the worker said it. */
export class RequestError extends Error {
  /** @param {Failure} failure */
  constructor(failure) {
    super(failure.message);
    this.kind = failure.kind;
    this.url = failure.url;
  }
}

/**
 * Fires "model" when the reader's own network came to be, was trained or went; and "replaced" when the worker
 * was ended and Python's names with it.
 */
export class Client extends EventTarget {
  /** @param {() => Worker} [spawn] */
  constructor(spawn = () => new Worker(new URL("worker/worker.js", import.meta.url), { type: "module" })) {
    super();
    this._spawn = spawn;
    /** @type {Worker | null} */
    this._worker = null;
    this._lastId = 0;
    /** @type {Map<number, {resolve: (data: any) => void, reject: (error: Error) => void, onEvent?: (event: any) => void}>} */
    this._pending = new Map();
    /** @type {Uint8Array | null} the reader's network as a file, newest first */
    this._snapshot = null;
    /** @type {Promise<Booted> | null} */
    this._booted = null;
    /** @type {Set<{onEvent?: (event: BootEvent) => void}>} who waits for Python to start */
    this._waiters = new Set();
    /** @type {BootEvent | null} the newest event of the start that is under way */
    this._loading = null;
    this.hasOwnModel = false;
  }

  /** The reader's network as an .npz file, or null before there is one. */
  get snapshot() {
    return this._snapshot;
  }

  /** Whether Python is up (or on its way): nothing heavy is left to fetch for it. */
  get started() {
    return this._booted !== null;
  }

  /**
   * Start Python, once; whoever asks later sees the same progress.
   *
   * @param {(event: BootEvent) => void} [onEvent]
   * @param {AbortSignal} [signal]  no longer wait; where nobody else does, what is being fetched is dropped
   * @returns {Promise<Booted>}
   */
  boot(onEvent, signal) {
    const waiter = { onEvent };
    this._waiters.add(waiter);
    const booted = (this._booted ??= this._boot());
    if (this._loading) onEvent?.(this._loading);
    return new Promise((resolve, reject) => {
      booted.then(resolve, reject).finally(() => this._waiters.delete(waiter));
      signal?.addEventListener("abort", () => {
        if (!this._waiters.delete(waiter)) return;
        const error = new RequestError({ kind: "stopped", message: "Starting Python was cancelled." });
        reject(error);
        if (this._waiters.size === 0) this._end(error);
      });
    });
  }

  /** @returns {Promise<Booted>} */
  async _boot() {
    const onEvent = (/** @type {BootEvent} */ event) => {
      this._loading = event;
      for (const waiter of this._waiters) waiter.onEvent?.(event);
    };
    try {
      const booted = await this.request("boot", {}, { onEvent });
      if (this._snapshot) await this.request("restore", { snapshot: this._snapshot.slice() });
      return booted;
    } catch (error) {
      // A Python that could not start can't be started again in the same worker. Where the worker was ended
      // on purpose, the next one is none of this one's business.
      if (/** @type {any} */ (error).kind !== "stopped") this._end(/** @type {Error} */ (error));
      throw error;
    } finally {
      this._loading = null;
    }
  }

  /**
   * Ask the worker for one of `Requests`.
   *
   * @template {keyof Requests} K
   * @param {K} type
   * @param {Requests[K]["data"]} data
   * @param {{onEvent?: (event: EventOf<K>) => void, transfer?: Transferable[]}} [options]
   *   `onEvent` hears all events but snapshots, which are kept here
   * @returns {Promise<Requests[K]["reply"]>}  rejects with a RequestError
   */
  request(type, data, { onEvent, transfer = [] } = {}) {
    const worker = (this._worker ??= this._start());
    const id = ++this._lastId;
    return new Promise((resolve, reject) => {
      this._pending.set(id, { resolve, reject, onEvent });
      worker.postMessage({ id, type, data }, transfer);
    });
  }

  /**
   * End the worker, whatever it is doing, and start Python anew with the reader's network as it last was.
   *
   * @returns {Promise<unknown>} when Python is back
   */
  replace() {
    this._end(new RequestError({ kind: "stopped", message: "The worker was replaced." }));
    this.dispatchEvent(new Event("replaced"));
    return this.boot();
  }

  _start() {
    const worker = this._spawn();
    worker.onmessage = ({ data }) => this._receive(data);
    worker.onerror = (event) => {
      event.preventDefault();
      this._end(new RequestError({ kind: "network", message: event.message || "The worker's script could not be loaded." }));
    };
    return worker;
  }

  /** @param {Error} error */
  _end(error) {
    this._worker?.terminate();
    this._worker = null;
    this._booted = null;
    const pending = [...this._pending.values()];
    this._pending.clear();
    for (const { reject } of pending) reject(error);
  }

  /** @param {FromWorker} message */
  _receive(message) {
    const request = this._pending.get(message.id);
    if (message.type === "snapshot") {
      this._snapshot = message.data.snapshot;
      this._setOwnModel(true);
      return;
    }
    if (!request) return;
    if (message.type === "reply") {
      this._pending.delete(message.id);
      request.resolve(message.data);
    } else if (message.type === "error") {
      this._pending.delete(message.id);
      request.reject(new RequestError(message.data));
    } else {
      request.onEvent?.(message);
    }
  }

  /**
   * Say that the reader's network is gone (built afresh, not trained yet).
   */
  forgetOwnModel() {
    this._snapshot = null;
    this._setOwnModel(false);
  }

  /** @param {boolean} has */
  _setOwnModel(has) {
    this.hasOwnModel = has;
    this.dispatchEvent(new Event("model"));
  }
}

/** The one worker of this visit; instant navigation keeps it. */
export const client = new Client();
