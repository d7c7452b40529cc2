/** Fixes to the theme for people who use a keyboard or a screen reader. */

/** Keys that the theme uses as shortcuts wherever the focus is. WCAG 2.1.4 requires a way to turn these off. */
const SHORTCUTS = new Set(["f", "s", "/", "n", "p", ",", "."]);

/** Turn off the theme's single-key shortcuts, and mark the colour scheme in use as checked. */
export function fixTheme(): void {
  // The capture phase comes before the theme's listener. Keys typed into a text field go through.
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
  // The theme never checks the radio button of the colour scheme in use.
  const inputs = document.querySelectorAll<HTMLInputElement>("[data-md-component=palette] input");
  const check = (): void => {
    for (const input of inputs) input.checked = input.dataset.mdColorScheme === document.body.dataset.mdColorScheme;
  };
  new MutationObserver(check).observe(document.body, { attributeFilter: ["data-md-color-scheme"] });
  check();
}
