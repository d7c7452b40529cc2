"""The browser's engine, in the worker of the built site, says what CPython's says."""

from pathlib import Path

import pytest
from playwright.sync_api import Error, Page

from quizzes.engine.wire import handle
from tests.conformance.transcript import GOLDEN, transcript

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


@pytest.fixture
def worker(site: Path) -> str:
    """The worker's address in the site."""
    (file,) = (site / "assets/handbook").glob("worker-*.js")
    return f"/assets/handbook/{file.name}"


def test_pyodide_gives_the_transcript(page: Page, url: str, worker: str) -> None:
    """Every option at every place is marked under Pyodide as the golden transcript has it."""
    page.goto(f"{url}/index.html")
    # All requests in one go: what each is does not depend on the browser, or the comparison below would fail.
    requests: list[str] = []
    transcript(lambda request: requests.append(request) or handle(request))  # type: ignore[func-returns-value]
    replies = dict(zip(requests, page.evaluate(ASK, [worker, requests]), strict=True))
    assert transcript(lambda request: replies[request]) == GOLDEN.read_text(encoding="utf-8")


def test_a_bad_request_is_refused_and_the_next_is_answered(page: Page, url: str, worker: str) -> None:
    """The engine's refusal comes back by its name, and the worker goes on."""
    page.goto(f"{url}/index.html")
    for bad in ("not a request", "[" * 200_000, '["]","\\"]",' * 10_000):
        with pytest.raises(Error, match="malformed"):
            page.evaluate(ASK, [worker, [bad]])
    request = (
        '{"operation":"resume","session":[],"module":{"id":"m","mastery_score":0.8,"clauses":{},"scenarios":[{"id":"s","digest":"","items":'
        '[{"id":"i","interaction":"choice","options":[{"id":"o","grade":"best","clauses":[],"to":null}]}]}]}}'
    )
    assert page.evaluate(ASK, [worker, [request]]) == [handle(request)]
