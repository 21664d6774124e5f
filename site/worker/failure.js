// @ts-check
/** What a request is told that failed outside the session; the session tells of its own (`failure` in session.py). */

/** @typedef {import("../protocol.js").Failure} Failure */

/** Python could not take the data that was fetched for it. */
export class DataFailure extends Error {
  /**
   * @param {Failure} failure  as the session tells it
   * @param {{name: string, url: string}[]} files  the message names one of them
   */
  constructor({ kind, message }, files) {
    super(message);
    this.kind = kind;
    this.url = files.find(({ name }) => message.includes(name))?.url;
  }
}

/**
 * @param {any} error
 * @returns {Failure}
 */
export function failure(error) {
  const message = String(error?.message ?? error);
  const { url } = error ?? {};
  return { kind: error?.kind ?? (outOfMemory(error, message) ? "memory" : "python"), message, ...(url && { url }) };
}

/**
 * What Python raised has a type: its traceback may speak of memory without lacking any. Browsers have words only.
 *
 * @param {any} error
 * @param {string} message
 */
function outOfMemory(error, message) {
  return error?.type ? error.type === "MemoryError" : /memory|allocation/i.test(message);
}
