// @ts-check
/** The plain HTML inputs of a figure: what the reader does there goes into the state, and they show the state. */

/** @typedef {import("./state.js").State} State */

/**
 * @param {HTMLFormElement} form
 * @param {State} state
 */
export function listenToControls(form, state) {
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", ({ target }) => take(/** @type {any} */ (target), state));
  form.addEventListener("change", ({ target }) => {
    take(/** @type {any} */ (target), state);
    state.settle();
    showControls(form, state); // a typed number out of range is seen to be brought into it
  });
  form.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? /** @type {HTMLElement | null} */ (target.closest("button")) : null;
    const { key, another } = button?.dataset ?? {};
    if (key) state.set({ [key]: state.values[key] + 1 });
    else if (another) state.setAnother(another);
    else return;
    state.settle();
  });
}

/**
 * What the reader set before the script was there: the inputs that are no longer as the page brought them.
 *
 * @param {HTMLFormElement} form
 * @param {State} state
 */
export function takeEarly(form, state) {
  for (const input of form.querySelectorAll("[data-key]")) if (isChanged(input)) take(input, state);
}

/**
 * @param {any} input
 * @returns {boolean}
 */
function isChanged(input) {
  if (input.tagName === "SELECT") {
    // Where no option is marked, the browser has chosen the first.
    return input.selectedIndex !== Math.max(0, [...input.options].findIndex((option) => option.defaultSelected));
  }
  if (input.type === "radio") return input.checked && !input.defaultChecked;
  if (input.type === "checkbox") return input.checked !== input.defaultChecked;
  // A slider stands on the step that is nearest to what the page said; numbers are written in the browser's way.
  const same = input.type === "range" ? 0.51 * Number(input.step) : 1e-9;
  return input.value !== "" && Math.abs(Number(input.value) - Number(input.defaultValue)) > same;
}

/**
 * @param {any} input
 * @param {State} state
 */
function take(input, state) {
  const key = input.dataset.key;
  if (!key || input.value === "") return;
  if (input.type === "range") state.setPlace(key, Number(input.value));
  else if (input.type === "number") state.set({ [key]: Number(input.value) });
  else if (input.type === "checkbox") state.set({ [key]: input.checked });
  else state.set({ [key]: state.control(key).kind === "steps" ? Number(input.value) : input.value });
}

/**
 * @param {HTMLFormElement} form
 * @param {State} state
 */
export function showControls(form, state) {
  for (const input of /** @type {NodeListOf<any>} */ (form.querySelectorAll("[data-key]"))) {
    const key = input.dataset.key;
    if (input.type === "range") {
      input.value = String(state.place(key));
      input.setAttribute("aria-valuetext", state.text(key));
    } else if (input.type === "radio") input.checked = input.value === state.values[key];
    else if (input.type === "checkbox") input.checked = state.values[key];
    else if (input.type === "number") {
      // What is being typed is the reader's.
      if (input !== document.activeElement || Number(input.value) !== state.values[key]) {
        if (!input.matches(":focus") || input.value !== "") input.value = String(state.values[key]);
      }
    } else if (input.tagName === "SELECT") input.value = String(state.values[key]);
  }
  for (const output of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-text]"))) {
    output.textContent = state.text(/** @type {string} */ (output.dataset.text));
  }
}
