// Runs in the page before its own scripts, and only measures when the engine is ready.
window.probe = {
  // performance.now() at that time, in milliseconds since the navigation started.
  ready: new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      if (document.documentElement?.dataset.engine !== "ready") return;
      observer.disconnect();
      resolve(performance.now());
    });
    observer.observe(document, { subtree: true, attributeFilter: ["data-engine"] });
  }),
};
