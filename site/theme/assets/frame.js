/* The header outlives an instant navigation, so what in it depends on the page or the language is mended
   here. Runs after Material's bundle and before any module, so that `lang` is right when components mount. */
{
  const CHINESE = "zh/";
  const root = String(__md_scope);
  const path = () => location.href.slice(root.length).split(/[?#]/)[0];
  const language = () => (path().startsWith(CHINESE) ? "zh-Hans" : "en");

  /** The header's words in the new page's language; the elements are the same, one for one. */
  async function translate_header() {
    const named = (page) =>
      [...page.querySelectorAll("header [aria-label], header [placeholder]")].filter(
        (element) => !element.closest(".md-tabs, .md-search-result"),
      );
    const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
    const words = named(page);
    named(document).forEach((element, i) => {
      for (const name of ["aria-label", "title", "placeholder"]) {
        const word = words[i]?.getAttribute(name);
        if (word && element.hasAttribute(name)) element.setAttribute(name, word);
      }
    });
  }

  document$.subscribe(() => {
    const chinese = language() === "zh-Hans";
    const link = document.querySelector("[data-nn-language]");
    if (link) {
      link.href = root + (chinese ? path().slice(CHINESE.length) : CHINESE + path());
      link.textContent = chinese ? "English" : "中文";
      link.lang = link.hreflang = chinese ? "en" : "zh-Hans";
    }
    if (document.documentElement.lang !== language()) {
      document.documentElement.lang = language();
      translate_header();
    }
  });

  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest("[data-nn-press]");
    if (!button) return;
    document.getElementById(button.dataset.nnPress).click();
    // The pressed colour button hides itself; the focus goes to the one that takes its place.
    if (button.hidden) button.form?.querySelector("button:not([hidden])")?.focus();
  });

  const drawer = document.getElementById("__drawer");
  const menu = document.querySelector("[data-nn-press=__drawer]");
  drawer.addEventListener("change", () => {
    menu.setAttribute("aria-expanded", String(drawer.checked));
    if (drawer.checked) document.querySelector(".md-sidebar--primary a")?.focus();
    else menu.focus();
  });
  const search = document.getElementById("__search");
  search?.addEventListener("change", () => {
    if (search.checked) document.querySelector(".md-search__input").focus();
    else document.querySelector("[data-nn-press=__search_label]").focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && drawer.checked) drawer.click();
  });
}
