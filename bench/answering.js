// Runs in the page, before its own scripts if it can. It answers the first visible item as a reader would, and measures when
// each mark is on the screen. Times are performance.now(), in milliseconds since the navigation started.
window.probe = (() => {
  const visibleForm = () => [...document.querySelectorAll("form[data-item]")].find((form) => form.checkVisibility());

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

  // The observer stops as soon as it can, because its own work would add to the measured time.
  const pageReady = new Promise((resolve) => {
    const check = () => {
      if (!document.documentElement?.dataset.engine || !visibleForm()) return;
      observer.disconnect();
      resolve();
    };
    const observer = new MutationObserver(check);
    observer.observe(document, { subtree: true, childList: true, attributes: true });
    check();
  });

  return {
    // The time of the first mark. The answer is submitted as soon as the page is ready for it.
    first: pageReady.then(() => {
      const item = visibleForm();
      const mark = marked(item);
      submit(item, 0);
      return mark;
    }),
    // Milliseconds from submitting to a painted mark, for `count` answers that take the options in turn.
    async repeat(count) {
      const item = visibleForm();
      const times = [];
      for (let index = 1; index <= count; index++) {
        const mark = marked(item);
        const start = performance.now();
        submit(item, index);
        await mark;
        times.push((await painted()) - start);
      }
      return times;
    },
  };
})();
