"""List the running workers, ask one, and change how it marks, with a script at the start of its file."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext

from quizzes.engine.api import handle
from tests.conformance.transcript import transcript

# One listener for all requests. With one per request, hundreds would receive each reply.
ASK = """
([file, requests]) => new Promise((resolve, reject) => {
  window.engine ??= new Worker(file);
  const replies = new Map();
  window.engine.onmessage = ({data}) => {
    if (data.kind === "unavailable") reject(new Error(data.reason));
    if (data.kind === "error") reject(new Error(data.detail));
    if (data.kind === "reply") replies.set(data.id, data.reply);
    if (replies.size === requests.length) resolve(requests.map((_, id) => replies.get(id)));
  };
  requests.forEach((request, id) => window.engine.postMessage({id, request}));
})
"""


def shared_workers(context: BrowserContext) -> list[dict[str, Any]]:
    """Return a visitor's shared workers, as Chromium's developer tools list them. The visitor has a page open."""
    assert context.browser
    client = context.browser.new_browser_cdp_session()
    targets = client.send("Target.getTargets", {"filter": [{}]})["targetInfos"]
    page = context.new_cdp_session(context.pages[0]).send("Target.getTargetInfo")["targetInfo"]
    # The workers of earlier tests' visitors may not have ended yet.
    ours = [each for each in targets if each["browserContextId"] == page["browserContextId"]]
    return [each for each in ours if each["type"] == "shared_worker"]


def wrapping_handle(wrap: str) -> str:
    """Return the script. ``wrap`` is a JavaScript function that gets Python's ``handle`` and returns another."""
    return f"""{{
  const instantiate = WebAssembly.instantiate;
  WebAssembly.instantiate = async (module, imports) => {{
    const {{ exports }} = await instantiate.call(WebAssembly, module, imports);
    let request, answer;
    const handle = ({wrap})(() => answer());
    const PyUnicode_FromStringAndSize = (address, bytes) => {{
      request = new TextDecoder().decode(new Uint8Array(exports.memory.buffer, address, bytes));
      return exports.PyUnicode_FromStringAndSize(address, bytes);
    }};
    const PyObject_CallOneArg = (callable, argument) => {{
      answer = () => exports.PyObject_CallOneArg(callable, argument);
      return handle(request);
    }};
    return {{ exports: {{ ...exports, PyUnicode_FromStringAndSize, PyObject_CallOneArg }} }};
  }};
}}"""


def worker_of(site: Path) -> str:
    """Return the address of the worker's file within the site."""
    (file,) = (site / "assets/handbook").glob("worker-*.js")
    return f"/assets/handbook/{file.name}"


@cache
def _requests() -> list[str]:
    """Return the transcript's requests. If they depended on replies, the transcript would differ."""
    requests: list[str] = []
    transcript(lambda request: requests.append(request) or handle(request))  # type: ignore[func-returns-value]
    return requests


def transcript_in(evaluate: Callable[[str, Any], Any], worker: str) -> str:
    """Return the transcript of the engine in a browser. ``evaluate`` calls a function there with an argument."""
    # CPython has worked out all requests, so that one call can send them.
    replies = dict(zip(_requests(), evaluate(ASK, [worker, _requests()]), strict=True))
    return transcript(lambda request: replies[request])
