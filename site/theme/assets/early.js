/* On a slow network a page can be read, and its buttons pressed, well before the scripts behind them are there.
   Such a press is kept, the button shown as busy, and pressed again once its component listens: see lib/early.js.
   Runs in the head, so that nothing can be pressed before it. */
{
  /** The button last pressed in each component that doesn't listen yet, and how often: two steps are two. */
  const kept = new WeakMap();
  const release = (component) => {
    const press = kept.get(component);
    kept.delete(component);
    press?.button.removeAttribute("aria-busy");
    return press;
  };

  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest("[data-component] button");
    const component = button && button.closest("[data-component]");
    if (!component || component.hasAttribute("data-listening")) return;
    event.preventDefault(); // a form's own answer would be to load the page anew
    event.stopPropagation();
    const before = release(component);
    const again = before?.button === button && button.hasAttribute("data-by");
    kept.set(component, { button, times: again ? before.times + 1 : 1 });
    button.setAttribute("aria-busy", "true");
  }, true);

  document.addEventListener("nn-listening", ({ target }) => {
    const press = release(target);
    for (let i = 0; i < (press?.times ?? 0); i += 1) press.button.click();
  });
}
