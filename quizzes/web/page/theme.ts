/** Fixes to the theme: for people who use a keyboard or a screen reader, and for colours that nobody chose. */

/** The theme's function that keeps a value. overrides/partials/javascripts/base.html defines it. */
type Keep = (name: string, value: { chosen?: boolean }, ...where: unknown[]) => void;

/** Keys that the theme uses as shortcuts wherever the focus is. WCAG 2.1.4 requires a way to turn these off. */
const SHORTCUTS = new Set(["f", "s", "/", "n", "p", ",", "."]);

/** Turn off the theme's single-key shortcuts, and put the reader in charge of the colours. */
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
  const inputs = [...document.querySelectorAll<HTMLInputElement>("[data-md-component=palette] input")];
  markScheme(inputs);
  followSystem(inputs);
}

/** Check the radio button of the colour scheme in use, which the theme never does. */
function markScheme(inputs: HTMLInputElement[]): void {
  const check = (): void => {
    for (const input of inputs) input.checked = input.dataset.mdColorScheme === document.body.dataset.mdColorScheme;
  };
  new MutationObserver(check).observe(document.body, { attributeFilter: ["data-md-color-scheme"] });
  check();
}

/** Keep the colours that the reader chooses, and no others. Until then, follow the system's as they change. */
function followSystem(inputs: HTMLInputElement[]): void {
  const theme = window as unknown as { __md_get: (name: string) => unknown; __md_set: Keep };
  const keep = theme.__md_set;
  let chosen = theme.__md_get("__palette") !== null;
  theme.__md_set = (name, value, ...where) =>
    keep(name, name === "__palette" ? { ...value, chosen } : value, ...where);
  for (const input of inputs) {
    // This listener is added before the theme's. Only a reader's own change is trusted.
    input.addEventListener("change", ({ isTrusted }) => (chosen ||= isTrusted));
    const system = matchMedia(input.dataset.mdColorMedia ?? "");
    system.addEventListener("change", () => {
      if (system.matches && !chosen) input.dispatchEvent(new Event("change"));
    });
  }
}
