/** Finds and shows elements of the page. */

/** Return the first match. Throws if there is none, because then a template and a script do not fit together. */
export function find<T extends HTMLElement>(root: ParentNode, selector: string): T {
  const element = root.querySelector<T>(selector);
  if (!element) throw new Error(`the page has no ${selector}`);
  return element;
}

/** Return all matches as an array. */
export function all(root: ParentNode, selector: string): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>(selector)];
}

/** Among elements with this attribute, show those whose value lists `value`, and hide the others. Null hides all. */
export function showOnly(root: ParentNode, attribute: string, value: string | null): void {
  for (const element of all(root, `[${attribute}]`)) {
    element.hidden = !(value !== null && (element.getAttribute(attribute) ?? "").split(" ").includes(value));
  }
}
