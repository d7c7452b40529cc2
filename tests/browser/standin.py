"""A stand-in for the page's worker: it asks CPython's engine through the browser driver, and starts at once.

`test_conformance` shows that it says what the worker with Pyodide says.
"""

import traceback

from playwright.sync_api import BrowserContext

from quizzes.engine.api import handle

type Message = dict[str, object]
"""What a worker posts to its page: see quizzes/web/engine/messages.ts."""

# The worker's file is still asked for, so that a test can leave it out and Chromium reports the same requests. Other
# workers are real ones: the search's, and the one out of a Blob that a page starts where its first worker fails.
_WORKER = """
(() => {
  const RealWorker = window.Worker;
  window.Worker = class extends EventTarget {
    constructor(address, options) {
      const { pathname } = new URL(address, location.href);
      if (!/\\/assets\\/handbook\\/worker-/.test(pathname)) return new RealWorker(address, options);
      super();
      const { port1: page, port2: worker } = new MessageChannel();
      this.postMessage = (message) => page.postMessage(message);
      this.terminate = () => page.close();
      page.onmessage = ({ data }) => this.onmessage?.(new MessageEvent("message", { data }));
      const started = fetch(address).then((response) => {
        if (!response.ok) throw new Error(`HTTP ${response.status}`);
        return response.arrayBuffer();
      });
      started.then(
        ({ byteLength }) => {
          worker.postMessage({ kind: "loading", bytes: byteLength });
          worker.postMessage({ kind: "ready" });
        },
        () => this.onerror?.(new ErrorEvent("error")),
      );
      let last = started;
      worker.onmessage = ({ data: { id, request } }) => {
        last = last.then(async () => worker.postMessage(await window.handbookAnswer(id, request)));
        last.catch(() => {}); // the page has been told by `onerror`
      };
    }
  };
})();
"""


def stand_in(context: BrowserContext) -> None:
    """Have CPython answer the workers of every page that the context comes to open."""
    context.expose_function("handbookAnswer", answer)
    context.add_init_script(_WORKER)


def answer(id: int, request: str) -> Message:
    """The message that answers a request, as worker.ts and serve.ts make it: a reply, or the exception's words."""
    try:
        return {"kind": "reply", "id": id, "reply": handle(request)}
    except Exception as error:
        (detail,) = traceback.format_exception_only(error)
        return {"kind": "error", "id": id, "detail": detail.strip()}
