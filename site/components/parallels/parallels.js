// @ts-check
/**
 * The parallels: the style sheet shows the rows of the chosen verdict; this tells how many they are, and keeps
 * the choice in the address, so that a link leads to the same rows.
 */

const KEY = "parallels";

class ParallelsElement extends HTMLElement {
  connectedCallback() {
    const form = /** @type {HTMLFormElement} */ (this.querySelector("form"));
    const given = new URL(location.href).searchParams.get(KEY);
    const asked = [...this._choices].find(({ value }) => value === given);
    if (asked) asked.checked = true;
    this._tell();
    form.addEventListener("change", () => {
      this._tell();
      this._keep();
    });
  }

  get _choices() {
    return /** @type {NodeListOf<HTMLInputElement>} */ (this.querySelectorAll("input"));
  }

  get _chosen() {
    return /** @type {HTMLInputElement} */ (this.querySelector("input:checked"));
  }

  _tell() {
    const said = /** @type {HTMLElement} */ (this.querySelector("[data-part=said]"));
    said.textContent = this._chosen.dataset.said ?? "";
  }

  _keep() {
    const url = new URL(location.href);
    if (this._chosen.value === "all") url.searchParams.delete(KEY);
    else url.searchParams.set(KEY, this._chosen.value);
    history.replaceState(history.state, "", url.href);
  }
}

customElements.define("nn-parallels", ParallelsElement);
