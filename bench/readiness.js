// Runs in the page before its own scripts, and does nothing in it but look when its engine is ready.
window.probe = {
  // performance.now() at that time: milliseconds since the page was asked for.
  ready: new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      if (document.documentElement?.dataset.engine !== "ready") return;
      observer.disconnect();
      resolve(performance.now());
    });
    observer.observe(document, { subtree: true, attributeFilter: ["data-engine"] });
  }),
  // Whether these files have come, each by the end of its address.
  fetched(names) {
    const come = performance.getEntriesByType("resource").map((each) => each.name);
    return names.every((name) => come.some((address) => address.endsWith(name)));
  },
};
