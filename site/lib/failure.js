// @ts-check
/**
 * A failed request, said where the reader looks: our sentence for its kind, what the machine said as
 * details, and Retry where trying again can help.
 */

import { fill } from "./i18n.js";

/**
 * @param {HTMLElement} host   drawn into; what was there goes
 * @param {any} words          the whole table of strings
 * @param {any} error          usually a RequestError
 * @param {() => void} [retry] offers a button that clears the failure and calls this
 */
export function showFailure(host, { errors: words }, error, retry) {
  const box = document.createElement("div");
  box.className = "nn-error nn-failure";
  box.setAttribute("role", "alert");
  box.dataset.kind = error.kind ?? "python";
  const title = paragraph("nn-error__title", sentence(words, error));
  const details = document.createElement("details");
  const summary = document.createElement("summary");
  summary.textContent = words.detail;
  const said = document.createElement("pre");
  said.textContent = error.message;
  said.tabIndex = 0; // it may scroll
  details.append(summary, said);
  box.append(title, details);
  if (retry) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "nn-button";
    button.dataset.part = "retry";
    button.textContent = words.retry;
    button.addEventListener("click", () => {
      clearFailure(host);
      retry();
    });
    box.append(button);
  }
  host.replaceChildren(box);
}

/**
 * Take the failure away; focus that was in it goes to the host instead of being lost.
 *
 * @param {HTMLElement} host
 */
export function clearFailure(host) {
  if (!host.hasChildNodes()) return;
  const focused = host.contains(document.activeElement);
  host.replaceChildren();
  if (focused) {
    host.tabIndex = -1;
    host.focus({ preventScroll: true });
  }
}

/**
 * @param {Record<string, string>} words
 * @param {any} error
 */
function sentence(words, error) {
  let url = error.url ?? "";
  try {
    url = new URL(url).pathname;
  } catch {
    // A relative one is short enough as it is.
  }
  return fill(words[error.kind] ?? words.python, { url });
}

/**
 * @param {string} className
 * @param {string} text
 */
function paragraph(className, text) {
  const drawn = document.createElement("p");
  drawn.className = className;
  drawn.textContent = text;
  return drawn;
}
