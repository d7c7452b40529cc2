/** The script of the file that a page opened from a folder asks what localStorage holds; see storage/sharing.ts. */

addEventListener("message", ({ source, data }: MessageEvent<string>) => {
  if (source !== parent) return;
  let value: string | null = null;
  try {
    value = localStorage.getItem(data);
  } catch {
    // A browser that refuses storage shares nothing.
  }
  parent.postMessage(value, "*");
});
parent.postMessage("ready", "*");
