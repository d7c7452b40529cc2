/** The table of modules that are required of everybody and of each role. */

import type { Requirement, RoleLine } from "../../web/engine/documents";
import { all, find } from "../../web/page/dom";
import type { Phrases } from "../../web/page/phrases";

/** Shows a group of boxes for everybody and for each role. */
export class RequiredView {
  #root: HTMLElement;
  #phrases: Phrases;
  /** The groups of boxes by the role's key, which is empty for everybody. */
  #groups = new Map<string, HTMLElement>();
  /** What a register file requires of roles that have no group yet. */
  #loaded: Requirement[] = [];
  #lastId = 0;

  constructor(register: HTMLElement, phrases: Phrases, changed: () => void) {
    this.#root = find(register, ".register-required");
    this.#phrases = phrases;
    this.#groups.set("", find(this.#root, "fieldset"));
    this.#root.addEventListener("change", changed);
  }

  /** What is ticked. */
  get requirements(): Requirement[] {
    const shown = [...this.#groups.values()].map((group) => ({ role: group.dataset.role ?? "", modules: ticked(group) }));
    return [...shown, ...this.#loaded].filter(({ modules }) => modules.length > 0);
  }

  /** Show a group of boxes for each role, in the order given. Groups that are there keep their ticks. */
  show(roles: RoleLine[]): void {
    const groups = new Map([["", find(this.#root, "fieldset")]]);
    this.#loaded = [];
    for (const { key, role, people, modules } of roles) {
      const group = this.#groups.get(key) ?? this.#makeGroup(role, modules);
      find(group, "legend").replaceChildren(this.#phrases.count("role", people, { role }));
      groups.set(key, group);
    }
    for (const [key, group] of this.#groups) if (!groups.has(key)) group.remove();
    // A group that is in its place is not moved, because moving one would take the focus from it.
    let before: HTMLElement | undefined;
    for (const group of groups.values()) {
      if (before && before.nextElementSibling !== group) before.after(group);
      before = group;
    }
    this.#groups = groups;
    find(this.#root, "[data-roles-none]").hidden = groups.size > 1;
  }

  /** Replace the ticks by those of a register file. The next `show` makes the groups of its roles. */
  load(requirements: Requirement[]): void {
    this.clear();
    for (const { role, modules } of requirements) if (role === "") tick(find(this.#root, "fieldset"), modules);
    this.#loaded = requirements.filter(({ role }) => role !== "");
  }

  /** Untick everything, and forget the roles. */
  clear(): void {
    tick(find(this.#root, "fieldset"), []);
    this.show([]);
  }

  #makeGroup(role: string, modules: string[]): HTMLElement {
    const template = find<HTMLTemplateElement>(this.#root, "template").content;
    const group = find(template, "fieldset").cloneNode(true) as HTMLElement;
    group.dataset.role = role;
    for (const item of all(group, "li")) {
      const box = find<HTMLInputElement>(item, "input");
      box.id = find<HTMLLabelElement>(item, "label").htmlFor = `register-required-${++this.#lastId}`;
    }
    tick(group, modules);
    return group;
  }
}

function boxes(group: HTMLElement): HTMLInputElement[] {
  return all(group, "input") as HTMLInputElement[];
}

function ticked(group: HTMLElement): string[] {
  return boxes(group).filter(({ checked }) => checked).map(({ value }) => value);
}

function tick(group: HTMLElement, modules: string[]): void {
  for (const box of boxes(group)) box.checked = modules.includes(box.value);
}
