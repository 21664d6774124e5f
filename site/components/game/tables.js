// @ts-check
/** What the results are made of: elements, tables that may scroll, and numbers, told in few and as the language writes them. */

/** @param {string} language */
export function formats(language) {
  const percent = new Intl.NumberFormat(language, { style: "percent" });
  const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  const fine = new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return {
    percent: (/** @type {number} */ share) => percent.format(share),
    whole: (/** @type {number} */ value) => whole.format(value),
    fine: (/** @type {number} */ value) => fine.format(value),
  };
}

/**
 * @param {string} name
 * @param {string} [className]
 * @param {string} [text]
 */
export function element(name, className = "", text = "") {
  const drawn = document.createElement(name);
  if (className) drawn.className = className;
  drawn.textContent = text;
  return drawn;
}

/** @param {string} text */
export function cell(text) {
  return element("td", "nn-number", text);
}

/**
 * @param {string} text
 * @param {"row" | "col"} scope
 */
export function heading(text, scope) {
  const drawn = element("th", "", text);
  drawn.setAttribute("scope", scope);
  return drawn;
}

/**
 * @param {string} className
 * @param {string} label
 * @param {string[]} heads
 * @param {HTMLElement[]} rows
 */
export function table(className, label, heads, rows) {
  const drawn = element("table", "nn-game__list");
  const head = document.createElement("thead");
  const line = document.createElement("tr");
  line.append(...heads.map((text) => (text ? heading(text, "col") : element("td"))));
  head.append(line);
  const body = document.createElement("tbody");
  body.append(...rows);
  drawn.append(head, body);
  const frame = element("div", `nn-game__scroll ${className}`);
  frame.tabIndex = 0; // it may scroll
  frame.setAttribute("role", "group");
  frame.setAttribute("aria-label", label);
  frame.append(drawn);
  return frame;
}

/**
 * @param {number[]} values
 * @param {number} share  0 the least, 0.5 the median, 1 the most
 */
export function quantile(values, share) {
  const sorted = values.toSorted((one, other) => one - other);
  const at = share * (sorted.length - 1);
  const below = Math.floor(at);
  return sorted[below] + (at - below) * ((sorted[below + 1] ?? sorted[below]) - sorted[below]);
}

/** @param {number[]} values */
export function median(values) {
  return quantile(values, 0.5);
}
