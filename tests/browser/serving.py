"""A small static server for one folder on 127.0.0.1."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path, PurePosixPath
from threading import Thread

from quizzes.shipping.hosting import is_hashed


class _Quiet(SimpleHTTPRequestHandler):
    # The bench also measures stock Pyodide, which does not start unless the server knows this type.
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {".wasm": "application/wasm"}

    def log_message(self, format: str, *args: object) -> None:
        pass


class _Kept(_Quiet):
    def send_response(self, code: int, message: str | None = None) -> None:
        super().send_response(code, message)
        if code == HTTPStatus.OK and is_hashed(PurePosixPath(self.path).name):
            self.send_header("Cache-Control", "max-age=31536000, immutable")


@contextmanager
def serving(folder: Path, port: int = 0, *, kept: bool = False) -> Iterator[str]:
    """Serve a folder while the context lasts; yield its URL without a slash at the end.

    Port 0 stands for any free port. If ``kept``, browsers may keep the files that have a hash in their names, as our
    examples for hosts let them. Then the next pages do without these requests.
    """
    handler = partial(_Kept if kept else _Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", port), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
