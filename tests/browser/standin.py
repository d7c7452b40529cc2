"""A stand-in for the page's worker. It asks CPython's engine through Playwright, and starts at once.

test_conformance.py proves that it sends the same messages as the worker with Python.
"""

import traceback

from playwright.sync_api import BrowserContext

from quizzes.engine.api import handle
from quizzes.engine.errors import WireError

type Message = dict[str, object]
"""A message from a worker to its page; see quizzes/web/engine/messages.ts."""

# The stand-in still fetches the worker's file, so that a test can make it fail and Chromium reports the same requests.
# Other workers are real: the search's, and the one from a Blob that a page starts if its first worker fails.
_WORKER = """
(() => {
  class StandIn extends EventTarget {
    constructor(address) {
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
        worker.postMessage({ kind: "received", id });
        last = last.then(async () => worker.postMessage(await window.handbookAnswer(id, request)));
        last.catch(() => {}); // `onerror` has told the page
      };
    }
  }
  const isEngine = (address) => /\\/assets\\/handbook\\/worker-/.test(new URL(address, location.href).pathname);
  window.Worker = new Proxy(window.Worker, {
    construct: (worker, given, target) =>
      isEngine(given[0]) ? new StandIn(given[0]) : Reflect.construct(worker, given, target),
  });
})();
"""


def stand_in(context: BrowserContext) -> None:
    """Let CPython answer instead of the worker, on every page that the context opens from now on."""
    context.expose_function("handbookAnswer", answer)
    context.add_init_script(_WORKER)


def answer(id: int, request: str) -> Message:
    """Answer a request as worker.ts and serve.ts do, with a reply or the exception's text."""
    try:
        return {"kind": "reply", "id": id, "reply": handle(request)}
    except Exception as error:
        (detail,) = traceback.format_exception_only(error)
        name = error.name if isinstance(error, WireError) else ""
        return {"kind": "error", "id": id, "name": name, "detail": detail.strip()}
