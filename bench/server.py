"""A server that can simulate a slow line, or compress texts. It records all requests."""

import gzip
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Lock, Thread
from typing import BinaryIO, override
from urllib.parse import urlsplit

_CHUNK_BYTES = 4096
# After a pause, a thread may send what the line would have carried in this time without waiting.
_SLACK_S = 0.02
_TEXTS = (".html", ".css", ".js", ".json")


@dataclass(frozen=True, slots=True)
class Request:
    """A request for a file: its path in the site, and the bytes of content that were sent."""

    path: str
    sent_bytes: int


class SlowLine:
    """A line that all connections share: while one sends a byte, the others wait."""

    def __init__(self, bits_per_second: float, delay_s: float) -> None:
        """``delay_s`` is how many seconds the server waits before it answers a request."""
        self.delay_s = delay_s
        self._seconds_per_byte = 8 / bits_per_second
        self._free_from = 0.0
        self._lock = Lock()

    def wait_for(self, bytes_sent: int) -> None:
        """Return when the line has carried ``bytes_sent`` more bytes."""
        with self._lock:
            start = max(self._free_from, time.monotonic() - _SLACK_S)
            self._free_from = start + bytes_sent * self._seconds_per_byte
            until = self._free_from
        time.sleep(max(0.0, until - time.monotonic()))


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # keeps connections open, as the servers of schools do

    def __init__(
        self, *arguments: object, line: SlowLine | None, compresses: bool, requests: list[Request], directory: str
    ) -> None:
        self.line = line
        self.compresses = compresses
        self.requests = requests
        self.sent_bytes = 0
        super().__init__(*arguments, directory=directory)  # type: ignore[arg-type] # from socketserver

    @override
    def do_GET(self) -> None:
        self.sent_bytes = 0
        if self.line:
            time.sleep(self.line.delay_s)
        try:
            super().do_GET()
        except ConnectionError:  # the visit is over
            self.close_connection = True
        self.requests.append(Request(urlsplit(self.path).path.lstrip("/"), self.sent_bytes))

    @override
    def send_head(self) -> BinaryIO | BytesIO | None:
        file = Path(self.translate_path(self.path))
        if not self.compresses or file.suffix not in _TEXTS or not file.exists():
            return super().send_head()
        content = gzip.compress(file.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        return BytesIO(content)

    @override
    def copyfile(self, source: BinaryIO, outputfile: BinaryIO) -> None:  # type: ignore[override] # the stub's are generic
        while chunk := source.read(_CHUNK_BYTES):
            if self.line:
                self.line.wait_for(len(chunk))
            outputfile.write(chunk)
            self.sent_bytes += len(chunk)

    @override
    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def serving_and_recording(
    folder: Path, line: SlowLine | None = None, *, compresses: bool = False
) -> Iterator[tuple[str, list[Request]]]:
    """Serve a folder, optionally on a slow line. Yield the address and the growing list of requests.

    ``compresses``: whether texts are sent as gzip, as the settings for servers in the pack ask for.
    """
    requests: list[Request] = []
    handler = partial(_Handler, line=line, compresses=compresses, requests=requests, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", requests
        server.shutdown()
