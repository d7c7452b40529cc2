"""The browser's engine, in the worker of the built site, gives the same replies as CPython's."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Error, Page

from quizzes.engine.api import handle
from quizzes.engine.definition import encode_module
from tests.browser.workers import ASK, transcript_in, worker_of
from tests.conformance.transcript import GOLDEN
from tests.engine.asking import module_of

# Collects every message of a new worker until it has answered the last request.
COLLECT_MESSAGES = """
([file, requests]) => new Promise((resolve) => {
  const worker = new Worker(file);
  const heard = [];
  worker.onmessage = ({ data }) => {
    heard.push(data);
    if (data.kind === "received" || data.id !== requests.length - 1) return;
    worker.terminate();
    resolve(heard);
  };
  requests.forEach((request, id) => worker.postMessage({ id, request }));
})
"""

FAIL = "(file) => new Promise((resolve) => { new Worker(file).onerror = ({ type }) => resolve(type); })"

FUTURE = '{"format": "staff-handbook-progress", "version": 99, "modules": {}}'
OPEN_FUTURE = json.dumps({"operation": "open", "file": FUTURE})

RESUME = json.dumps({"operation": "resume", "module": encode_module(module_of()), "session": {}})


@pytest.fixture
def worker(site: Path) -> str:
    """The address of the worker's file within the site."""
    return worker_of(site)


def test_the_image_gives_the_transcript(page_with_python: Page, url: str, worker: str) -> None:
    """In the image, every response is marked as in the golden transcript."""
    page_with_python.goto(f"{url}/index.html")
    assert transcript_in(page_with_python.evaluate, worker) == GOLDEN.read_text(encoding="utf-8")


def test_the_worker_carries_on_after_a_bad_request(page_with_python: Page, url: str, worker: str) -> None:
    """A bad request gets the engine's named error, and the worker answers the next request."""
    page_with_python.goto(f"{url}/index.html")
    for bad in ("not a request", "[" * 200_000, '["]","\\"]",' * 10_000):
        with pytest.raises(Error, match="malformed"):
            page_with_python.evaluate(ASK, [worker, [bad]])
    assert page_with_python.evaluate(ASK, [worker, [RESUME]]) == [handle(RESUME)]


def test_the_stand_in_sends_the_same_messages_as_the_worker(
    page: Page, page_with_python: Page, url: str, worker: str
) -> None:
    """The stand-in sends the same messages, errors included, in the same order, and fails as a real worker does."""
    bad = ["not a request", "[" * 200_000, '{"operation":"none"}', '{"operation":"answer"}', OPEN_FUTURE]
    said = []
    for each in (page, page_with_python):
        each.goto(f"{url}/index.html")
        heard = each.evaluate(COLLECT_MESSAGES, [worker, [RESUME, *bad, RESUME]])
        assert {"kind", "bytes"} in [message.keys() for message in heard]
        assert [message["id"] for message in heard if message["kind"] == "received"] == [*range(len(bad) + 2)]
        said.append([message for message in heard if message["kind"] not in ("loading", "received")])
        assert each.evaluate(FAIL, "/assets/handbook/worker-missing.js") == "error"
    assert [message["kind"] for message in said[0]] == ["ready", "reply", *["error"] * len(bad), "reply"]
    names = [message["name"] for message in said[0] if message["kind"] == "error"]
    assert names == ["malformed", "malformed", "unknown-operation", "malformed", "future"]
    assert said[0] == said[1]
