"""The browser's engine, in the worker of the built site, says what CPython's says."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Error, Page

from quizzes.engine.api import handle
from quizzes.engine.definition import encode_module
from tests.conformance.transcript import GOLDEN, transcript
from tests.engine.asking import module_of

# One listener for all: with one a request, each reply would be heard by hundreds.
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

# Everything that a new worker says until it has answered the last request.
COLLECT_MESSAGES = """
([file, requests]) => new Promise((resolve) => {
  const worker = new Worker(file);
  const heard = [];
  worker.onmessage = ({ data }) => {
    heard.push(data);
    if (data.id !== requests.length - 1) return;
    worker.terminate();
    resolve(heard);
  };
  requests.forEach((request, id) => worker.postMessage({ id, request }));
})
"""

FAIL = "(file) => new Promise((resolve) => { new Worker(file).onerror = ({ type }) => resolve(type); })"

RESUME = json.dumps({"operation": "resume", "module": encode_module(module_of()), "session": []})


@pytest.fixture
def worker(site: Path) -> str:
    """The worker's address in the site."""
    (file,) = (site / "assets/handbook").glob("worker-*.js")
    return f"/assets/handbook/{file.name}"


def test_pyodide_gives_the_transcript(page_with_python: Page, url: str, worker: str) -> None:
    """Every option at every place is marked under Pyodide as the golden transcript has it."""
    page_with_python.goto(f"{url}/index.html")
    # All requests in one go: what each is does not depend on the browser, or the comparison below would fail.
    requests: list[str] = []
    transcript(lambda request: requests.append(request) or handle(request))  # type: ignore[func-returns-value]
    replies = dict(zip(requests, page_with_python.evaluate(ASK, [worker, requests]), strict=True))
    assert transcript(lambda request: replies[request]) == GOLDEN.read_text(encoding="utf-8")


def test_the_worker_carries_on_after_a_bad_request(page_with_python: Page, url: str, worker: str) -> None:
    """The engine's refusal comes back by its name, and the worker goes on."""
    page_with_python.goto(f"{url}/index.html")
    for bad in ("not a request", "[" * 200_000, '["]","\\"]",' * 10_000):
        with pytest.raises(Error, match="malformed"):
            page_with_python.evaluate(ASK, [worker, [bad]])
    assert page_with_python.evaluate(ASK, [worker, [RESUME]]) == [handle(RESUME)]


def test_the_stand_in_sends_the_same_messages_as_the_worker(
    page: Page, page_with_python: Page, url: str, worker: str
) -> None:
    """The other tests' worker sends the same messages in the same order, refusals too, and fails as a real one does."""
    bad = ["not a request", "[" * 200_000, '{"operation":"none"}', '{"operation":"answer"}']
    said = []
    for each in (page, page_with_python):
        each.goto(f"{url}/index.html")
        heard = each.evaluate(COLLECT_MESSAGES, [worker, [RESUME, *bad, RESUME]])
        assert heard[0].keys() == {"kind", "bytes"}
        said.append([message for message in heard if message["kind"] != "loading"])
        assert each.evaluate(FAIL, "/assets/handbook/worker-missing.js") == "error"
    assert [message["kind"] for message in said[0]] == ["ready", "reply", *["error"] * len(bad), "reply"]
    assert said[0] == said[1]
