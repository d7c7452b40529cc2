"""Small servers that behave as schools' servers do, each on 127.0.0.1 and a free port."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path, PurePosixPath
from threading import Thread
from typing import override
from urllib.parse import quote

TYPES = {
    "html": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "json": "application/json",
    "png": "image/png",
    "svg": "image/svg+xml",
    "woff2": "font/woff2",
    "zip": "application/zip",
    "bin": "application/octet-stream",
}


@dataclass(frozen=True)
class ServerBehaviour:
    """How a server sends files. No server here compresses anything."""

    types: Mapping[str, str]
    """The MIME type for each extension."""
    other: str | None = None
    """The MIME type for all other files; None makes the server answer 404 for them."""
    nosniff: bool = False


def sends_everything_else_as(name: str) -> ServerBehaviour:
    """Return a behaviour that sends everything except pages and stylesheets with this MIME type."""
    return ServerBehaviour({"html": "text/html", "css": "text/css"}, other=name)


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, *arguments: object, behaviour: ServerBehaviour, home: Path, directory: str) -> None:
        self.behaviour = behaviour
        self.home = home
        super().__init__(*arguments, directory=directory)  # type: ignore[arg-type]

    @override
    def guess_type(self, path: object) -> str:
        extension = PurePosixPath(str(path)).suffix.removeprefix(".")
        return self.behaviour.types.get(extension) or self.behaviour.other or "text/html"

    @override
    def send_head(self) -> BytesIO | None:
        path = Path(self.translate_path(self.path))
        extension = path.suffix.removeprefix(".")
        known = path.is_dir() or extension in self.behaviour.types or self.behaviour.other
        if path.exists() and known:
            return super().send_head()  # type: ignore[return-value]
        page = (self.home / "404.html").read_bytes()
        self.send_response(HTTPStatus.NOT_FOUND)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        return BytesIO(page)

    @override
    def end_headers(self) -> None:
        if self.behaviour.nosniff:
            self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    @override
    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def serving_like(behaviour: ServerBehaviour, root: Path, home: Path, host: str = "127.0.0.1") -> Iterator[str]:
    """Serve the folder ``root``, which contains the handbook ``home``; yield the handbook's URL with that host name."""
    handler = partial(_Handler, behaviour=behaviour, home=home, directory=str(root))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://{host}:{server.server_port}{address_in(root, home)}"
        server.shutdown()


def address_in(root: Path, home: Path) -> str:
    """Return the URL path of ``home`` below ``root``, without a slash at the end."""
    path = quote(home.relative_to(root).as_posix())
    return "" if path == "." else f"/{path}"
