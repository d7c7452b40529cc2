// Runs in the page before its own scripts. Answers the first visible item as a reader would, and notes when
// each mark is on the screen. Times are performance.now(): milliseconds since the page was asked for.
window.probe = (() => {
  const form = () => [...document.querySelectorAll("form[data-item]")].find((each) => each.checkVisibility());

  // Resolves after the frame that shows the mark has been painted.
  const marked = (item) =>
    new Promise((resolve) => {
      const observer = new MutationObserver(() => {
        if (!item.dataset.grade) return;
        observer.disconnect();
        resolve(performance.now());
      });
      observer.observe(item, { attributes: true, attributeFilter: ["data-grade"] });
    });
  const painted = () =>
    new Promise((resolve) => requestAnimationFrame(() => setTimeout(() => resolve(performance.now()))));

  const submit = (item, index) => {
    const inputs = item.querySelectorAll("input");
    inputs[index % inputs.length].click();
    item.requestSubmit();
  };

  // It watches no longer than it must: to look costs time, which is being measured.
  const up = new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      if (!document.documentElement?.dataset.engine || !form()) return;
      observer.disconnect();
      resolve();
    });
    observer.observe(document, { subtree: true, childList: true, attributes: true });
  });

  return {
    // The time of the first mark, the answer having been given as soon as the page could take it.
    first: up.then(() => {
      const item = form();
      const seen = marked(item);
      submit(item, 0);
      return seen;
    }),
    // Milliseconds from submitting to a painted mark, `count` times, going round the options.
    async repeat(count) {
      const item = form();
      const times = [];
      for (let index = 1; index <= count; index++) {
        const seen = marked(item);
        const start = performance.now();
        submit(item, index);
        await seen;
        times.push((await painted()) - start);
      }
      return times;
    },
  };
})();
