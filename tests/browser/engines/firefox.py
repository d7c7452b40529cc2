"""Drive Firefox through WebDriver BiDi: https://www.w3.org/TR/webdriver-bidi/."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from websockets.sync.client import ClientConnection, connect

from tests.browser.engines.driver import Actions, Driver
from tests.browser.install import programs
from tests.processes import TIMEOUT_S, running, wait_until

_NOWHERE = {"network.proxy.http": "127.0.0.1", "network.proxy.ssl": "127.0.0.1"}

# A profile that opens no pages and contacts no other host. Remaining requests to other hosts go to a proxy that does
# not exist; Firefox never uses a proxy for this machine's own addresses.
_PREFERENCES: dict[str, bool | int | str] = {
    "network.proxy.type": 1,
    **_NOWHERE,
    **{f"{name}_port": 9 for name in _NOWHERE},
    "app.normandy.enabled": False,
    "app.update.disabledForTesting": True,
    "browser.aboutwelcome.enabled": False,
    "browser.newtabpage.enabled": False,
    "browser.region.update.enabled": False,
    "browser.safebrowsing.downloads.remote.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "dom.push.connection.enabled": False,
    "extensions.systemAddon.update.enabled": False,
    "extensions.update.enabled": False,
    "messaging-system.rsexperimentloader.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "security.fileuri.strict_origin_policy": True,  # the default, so that file:// works as it does for readers
    "services.settings.server": "data:,#remote-settings-dummy/v1",
    "toolkit.telemetry.enabled": False,
    "toolkit.telemetry.unified": False,
}

# Arguments and result travel as JSON in a string, which is simpler than BiDi's typed notation.
_CALL_FUNCTION = "async (given) => JSON.stringify(await ({function})(...JSON.parse(given))) ?? 'null'"


@contextmanager
def firefox_launched() -> Iterator[Driver]:
    """Start a headless Firefox with a new profile. Raises ``LookupError``, which says how to install it, if missing."""
    (program,) = programs("firefox")
    with TemporaryDirectory(prefix="handbook-firefox-", ignore_cleanup_errors=True) as folder:
        profile = Path(folder)
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in _PREFERENCES.items()]
        (profile / "user.js").write_text("\n".join(lines), encoding="utf-8")
        options = ["--headless", "--no-remote", "--profile", folder, "--remote-debugging-port=0", "about:blank"]
        with running([program, *options], profile / "log") as still_running:

            def port() -> int | None:
                still_running()
                try:
                    told: int = json.loads((profile / "WebDriverBiDiServer.json").read_text())["ws_port"]
                except (FileNotFoundError, ValueError):  # missing or half written
                    return None
                return told

            address = f"ws://127.0.0.1:{wait_until(port, 'the port of Firefox')}/session"
            with connect(address, proxy=None, max_size=None, open_timeout=TIMEOUT_S) as socket:
                yield _Firefox(socket)


class _Firefox(Driver):
    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._ids = count(1)
        self._send("session.new", capabilities={})
        # Firefox's first tab has the focus in its address bar, so nothing in its page would match :focus.
        self._tab = self._send("browsingContext.create", type="tab")["context"]

    def open(self, url: str) -> None:
        self._send("browsingContext.navigate", context=self._tab, url=url, wait="complete")

    def reload(self) -> None:
        self._send("browsingContext.reload", context=self._tab, wait="complete")

    def evaluate(self, function: str, *arguments: Any) -> Any:
        answer = self._send(
            "script.callFunction",
            functionDeclaration=_CALL_FUNCTION.replace("{function}", function),
            arguments=[{"type": "string", "value": json.dumps(arguments)}],
            target={"context": self._tab},
            awaitPromise=True,
        )
        assert answer["type"] == "success", answer["exceptionDetails"]["text"]
        return json.loads(answer["result"]["value"])

    def perform(self, actions: Actions) -> None:
        self._send("input.performActions", context=self._tab, actions=actions)

    def _send(self, method: str, **parameters: Any) -> Any:
        number = next(self._ids)
        self._socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
        reply = json.loads(self._socket.recv(TIMEOUT_S))
        while reply.get("id") != number:  # an event, or the reply to a call that timed out
            reply = json.loads(self._socket.recv(TIMEOUT_S))
        assert reply["type"] == "success", f"{method}: {reply['message']}"
        return reply["result"]
