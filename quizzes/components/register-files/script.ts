/** Altered, postdated and unreadable files, by name, each with the reason, so that somebody can look at them. */

import { find } from "../../web/page/dom";
import type { ListedRow } from "../../web/engine/documents";
import { isCredible } from "../../web/engine/register";
import { isolated, type Phrases } from "../../web/page/phrases";

/** List the files, or hide the section if there are none. */
export function showFiles(root: HTMLElement, phrases: Phrases, rows: ListedRow[]): void {
  const rejected = rows.filter((row) => !isCredible(row) && row.status !== "missing");
  rejected.sort((first, second) => phrases.compare(first.file, second.file));
  const template = find<HTMLTemplateElement>(root, "template").content;
  root.hidden = rejected.length === 0;
  find(root, ".register-file-list").replaceChildren(
    ...rejected.map((row) => {
      const item = find(template, "li").cloneNode(true) as HTMLElement;
      const owner = row.name ? [phrases.say("file_of", { name: row.name, module: phrases.module(row.module) })] : [];
      find(item, ".register-file").append(phrases.badge(row.standing), " ", isolated(row.file), ...owner);
      for (const reason of row.reasons) {
        const paragraph = document.createElement("p");
        paragraph.append(phrases.because(reason));
        find(item, ".register-why").append(paragraph);
      }
      return item;
    }),
  );
}
