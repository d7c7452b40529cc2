/** Finds the links in a text that a school typed, and text that looks like a link but is not one. Asks no server for anything. */

/** Matches web addresses, email addresses and telephone numbers, as far as a space. Telephone numbers have spaces. */
const ADDRESS_PATTERN = /\b(?:https?:\/\/[^\s<>"]+|mailto:[^\s<>"]+|tel:\+?\(?\d(?:[\d() -]*\d)?)/gi;

/** A word of an address that has spaces. It ends in no punctuation, for there the sentence ends and not the address. */
const WORD = String.raw`[^\s<>"]*[^\s<>".,;:!?]`;

/** How an address with spaces must end: like a file, or with a slash, like a folder. Nothing else shows its end. */
const ENDING = String.raw`(?:\.(?:pdf|docx?|docm|xlsx?|pptx?|od[tsp]|rtf|txt|html?|aspx?)(?:[?#][^\s<>"]*)?|/)`;
const ENDS_PATTERN = new RegExp(`${ENDING}$`, "i");
const SPACED_PATTERN = new RegExp(
  String.raw`^https?://[^\s<>"/]+/(?:${WORD})?(?: +(?!https?:|mailto:|tel:)${WORD})+?${ENDING}(?=[.,;:!?)\]]*(?:\s|$))`,
  "i",
);

/** The most digits that a telephone number can have (ITU-T E.164). */
const MAX_PHONE_DIGITS = 15;

/** What looks like a link, but is shown as text. */
export type DoubtKind = "scheme" | "gap" | "email" | "phone" | "drive";

export interface Doubt {
  kind: DoubtKind;
  /** What was typed, as far as it goes. */
  text: string;
}

// In this order: what one of them finds, the next ones do not look at. All links have been removed before.
const DOUBTS: [DoubtKind, RegExp][] = [
  ["gap", /\b(?:https?:\/\/|mailto:|tel:)\s+\S+/gi],
  // A slip in https://, such as https:/ or htp://
  ["scheme", /\bh?t{1,2}p{1,2}s{0,2}(?:[:;]?[\\/]+|:)\S*/gi],
  ["drive", /(?<![\w\\/])(?:\\\\\w\S*|[a-z]:\\\S*|file:\S+)/gi],
  ["phone", /\btel:\S+/gi],
  ["email", /[^\s@<>"(]+@[^\s@]+\.\w+/g],
  // The name of a server, without https://
  ["scheme", /(?<![\w/\\.-])(?:www\.|(?:[a-z\d-]{2,}\.)+[a-z]{2,}\/)\S*/gi],
];

/** Split a text into text nodes and links. */
export function withLinks(value: string): Node[] {
  const nodes: Node[] = [];
  for (const { text, href } of parts(value)) {
    if (!href) {
      nodes.push(document.createTextNode(text));
      continue;
    }
    const link = document.createElement("a");
    link.href = href;
    link.textContent = text.replace(/^(?:https?:\/\/|mailto:|tel:)/i, "");
    nodes.push(link);
  }
  return nodes;
}

/** List what looks like a link in a text, but will be shown as text. */
export function doubts(value: string): Doubt[] {
  let rest = parts(value).map(({ text, href }) => (href ? "\n" : text)).join("");
  return DOUBTS.flatMap(([kind, pattern]) => {
    const found = rest.match(pattern) ?? [];
    rest = rest.replace(pattern, "\n");
    return found.map((text) => ({ kind, text: text.replace(/[.,;:!?)]+$/, "") }));
  });
}

interface Part {
  text: string;
  /** Null if the part is not a link. */
  href: string | null;
}

function parts(value: string): Part[] {
  const found: Part[] = [];
  let end = 0;
  for (const match of value.matchAll(ADDRESS_PATTERN)) {
    const address = addressAt(value.slice(match.index), match[0]);
    const href = hrefOf(address, value.slice(match.index + address.length));
    if (!href || match.index < end) continue;
    found.push({ text: value.slice(end, match.index), href: null }, { text: address, href });
    end = match.index + address.length;
  }
  return [...found, { text: value.slice(end), href: null }];
}

/** Return the whole address at the start of a text. `first` is what comes before the first space. */
function addressAt(text: string, first: string): string {
  const address = trimmed(first);
  return (ENDS_PATTERN.test(address) ? null : SPACED_PATTERN.exec(text)?.[0]) ?? address;
}

/** Remove what follows an address: punctuation, and closing brackets that were opened before the address. */
function trimmed(address: string): string {
  const end = address.at(-1) ?? "";
  const opening = { ")": "(", "]": "[" }[end];
  const isOver = opening ? address.split(end).length > address.split(opening).length : /[.,;:!?]/.test(end);
  return isOver ? trimmed(address.slice(0, -1)) : address;
}

/** Return the link for an address, or null if it is uncertain: a wrong number is worse than no link. */
function hrefOf(address: string, rest: string): string | null {
  if (!/^tel:/i.test(address)) return /^(?:https?:\/\/[^/]|mailto:[^@]+@.)/i.test(address) ? address : null;
  const number = address.replace(/(\+.*)\(0\)/, "$1").replace(/[() -]/g, "");
  // In "01632 960123 24 hours", the last digits may not belong to the number.
  const isUncertain = /^\w/.test(rest) || (/ \d{1,3}$/.test(address) && /^ ?[a-z]/i.test(rest));
  return isUncertain || number.replace(/\D/g, "").length > MAX_PHONE_DIGITS ? null : number;
}
