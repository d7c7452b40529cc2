/** Finding what the templates promise; a missing hook is our mistake and says so. */

export function find<T extends HTMLElement>(root: ParentNode, selector: string): T {
  const found = root.querySelector<T>(selector);
  if (!found) throw new Error(`the page has no ${selector}`);
  return found;
}

export function all(root: ParentNode, selector: string): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>(selector)];
}

/** Show the one among elements marked with this attribute whose value is given; none for null. */
export function showOnly(root: ParentNode, attribute: string, value: string | null): void {
  for (const element of all(root, `[${attribute}]`)) {
    element.hidden = !(value !== null && (element.getAttribute(attribute) ?? "").split(" ").includes(value));
  }
}
