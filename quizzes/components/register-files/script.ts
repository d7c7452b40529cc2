/** The files that somebody has to look at: altered and unreadable ones, by their names, with the reason. */

import { find } from "../../web/page/dom";
import type { ListedRow } from "../../web/engine/documents";
import { apart, type Phrases } from "../../web/page/phrases";

export function showFiles(root: HTMLElement, phrases: Phrases, rows: ListedRow[]): void {
  const bad = rows.filter(({ status }) => status === "altered" || status === "unreadable");
  bad.sort((one, other) => phrases.compare(one.file, other.file));
  const template = find<HTMLTemplateElement>(root, "template").content;
  root.hidden = bad.length === 0;
  find(root, ".register-file-list").replaceChildren(
    ...bad.map((row) => {
      const item = find(template, "li").cloneNode(true) as HTMLElement;
      const whose = row.name ? [phrases.say("file_of", { name: row.name, module: phrases.module(row.module) })] : [];
      find(item, ".register-file").append(phrases.badge(row.status), " ", apart(row.file), ...whose);
      for (const reason of row.reasons) {
        const why = document.createElement("p");
        why.append(phrases.because(reason));
        find(item, ".register-why").append(why);
      }
      return item;
    }),
  );
}
