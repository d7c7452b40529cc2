"""Drive WebKitGTK's MiniBrowser through WebKitWebDriver: https://www.w3.org/TR/webdriver2/."""

import json
import os
import re
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import ProxyHandler, Request, build_opener

from tests.browser.engines.driver import Actions, Driver
from tests.browser.install import programs
from tests.processes import TIMEOUT_S, running, wait_until

# Inserted as source text, because a page's content security policy may forbid eval().
_CALL_FUNCTION = """
const given = [...arguments], done = given.pop();
(async () => ({function})(...given))().then((value) => done({ value }), (error) => done({ error: String(error) }));
"""

# The driver runs on this machine, so ignore any proxy in the environment.
_OPENER = build_opener(ProxyHandler({}))


@contextmanager
def webkit_launched() -> Iterator[Driver]:
    """Start WebKit on its own virtual screen. Raises ``LookupError``, which says how to install it, if missing."""
    program, server = programs("webkit")
    temporary = TemporaryDirectory(prefix="handbook-webkit-", ignore_cleanup_errors=True)
    with temporary as name, _screen(server, Path(name)) as screen:
        environment = {
            **{variable: value for variable, value in os.environ.items() if variable != "WAYLAND_DISPLAY"},
            "DISPLAY": screen,
            "GDK_BACKEND": "x11",
            "HOME": name,
            # Compositing and optimised JavaScript cost more than they save in short runs without a screen.
            "WEBKIT_DISABLE_COMPOSITING_MODE": "1",
            "JSC_useOMGJIT": "0",
        }
        port = _free_port()
        with running([program, f"--port={port}"], Path(name) / "log", environment) as still_running:
            address = f"http://127.0.0.1:{port}"
            wait_until(lambda: _is_ready(address, still_running), "WebKitWebDriver")
            session = _call("POST", f"{address}/session", {"capabilities": {}})
            address = f"{address}/session/{session['sessionId']}"
            try:
                yield _WebKit(address)
            finally:
                _call("DELETE", address)


class _WebKit(Driver):
    def __init__(self, session: str) -> None:
        self._session = session
        self._send("window/rect", {"width": 1280, "height": 900})

    def open(self, url: str) -> None:
        self._send("url", {"url": url})

    def reload(self) -> None:
        self._send("refresh", {})

    def evaluate(self, function: str, *arguments: Any) -> Any:
        script = {"script": _CALL_FUNCTION.replace("{function}", function), "args": arguments}
        answer = self._send("execute/async", script)
        assert "error" not in answer, answer["error"]
        return answer.get("value")

    def perform(self, actions: Actions) -> None:
        self._send("actions", {"actions": actions})

    def _send(self, command: str, body: dict[str, Any]) -> Any:
        return _call("POST", f"{self._session}/{command}", body)


@contextmanager
def _screen(server: str, folder: Path) -> Iterator[str]:
    """Start an X server that draws into memory, because GTK has no headless mode; yield its display name."""
    log = folder / "screen"
    command = [server, "-displayfd", "1", "-screen", "0", "1400x1000x24", "-nolisten", "tcp"]
    with running(command, log) as still_running:

        def number() -> str | None:
            still_running()
            told = re.search(r"^(\d+)\n", log.read_text(errors="replace"), re.MULTILINE)
            return told and told[1]

        yield f":{wait_until(number, 'the number of the X server')}"


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def _is_ready(address: str, still_running: Callable[[], None]) -> bool:
    still_running()
    try:
        return bool(_call("GET", f"{address}/status")["ready"])
    except URLError:
        return False


def _call(method: str, address: str, body: dict[str, Any] | None = None) -> Any:
    data = None if body is None else json.dumps(body).encode()
    try:
        with _OPENER.open(Request(address, data, method=method), timeout=2 * TIMEOUT_S) as reply:
            return json.load(reply)["value"]
    except HTTPError as error:
        told = json.load(error)["value"]
        raise AssertionError(f"{address}: {told['error']}: {told['message']}") from None
