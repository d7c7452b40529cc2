/** What the theme leaves undone for people who use a keyboard or a screen reader. */

/** Keys that the theme takes for shortcuts, wherever the focus is (WCAG 2.1.4 asks for a way to turn them off). */
const SHORTCUTS = new Set(["f", "s", "/", "n", "p", ",", "."]);

export function mendTheme(): void {
  // Heard here first, and not passed on, except where somebody is typing.
  window.addEventListener(
    "keydown",
    (event) => {
      const typing = event.target instanceof HTMLElement && event.target.matches("input[type=text], textarea");
      if (SHORTCUTS.has(event.key) && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
        event.stopImmediatePropagation();
      }
    },
    { capture: true },
  );
  // The theme never checks the colour that is in use.
  const colours = document.querySelectorAll<HTMLInputElement>("[data-md-component=palette] input");
  const check = (): void => {
    for (const input of colours) input.checked = input.dataset.mdColorScheme === document.body.dataset.mdColorScheme;
  };
  new MutationObserver(check).observe(document.body, { attributeFilter: ["data-md-color-scheme"] });
  check();
}
