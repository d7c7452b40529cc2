/** Milliseconds for which a saved file stays readable, because the browser may start to save it late. */
const REVOKE_DELAY_MS = 10_000;

/** Save a file on the reader's computer. It is sent nowhere. */
export function saveFile(name: string, type: string, ...parts: string[]): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(parts, { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), REVOKE_DELAY_MS);
}

/** Return today's date by this device's clock, in ISO 8601. */
export function today(): string {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}
