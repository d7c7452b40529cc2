"""A server at the far end of a slow line, which compresses nothing and remembers what it was asked for."""

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock, Thread
from typing import BinaryIO, override
from urllib.parse import urlsplit

_PIECE = 4096
# How much of a pause a thread may make up for by sending at once, in seconds.
_SLACK = 0.02


@dataclass(frozen=True, slots=True)
class Request:
    """A file that was asked for, by its path in the site, and the bytes of content that were sent for it."""

    path: str
    sent: int


class Line:
    """One bucket for all connections: a byte that one of them sends is a byte that the others wait for."""

    def __init__(self, bits_per_second: float, delay: float) -> None:
        """``delay``: seconds that each request takes before anything is sent."""
        self.delay = delay
        self._seconds_per_byte = 8 / bits_per_second
        self._free_from = 0.0
        self._lock = Lock()

    def wait_for(self, bytes_sent: int) -> None:
        """Return when the line has carried so many more bytes."""
        with self._lock:
            start = max(self._free_from, time.monotonic() - _SLACK)
            self._free_from = start + bytes_sent * self._seconds_per_byte
            until = self._free_from
        time.sleep(max(0.0, until - time.monotonic()))


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # connections are kept, as by any server that schools have

    def __init__(self, *arguments: object, line: Line | None, requests: list[Request], directory: str) -> None:
        self.line = line
        self.requests = requests
        self.sent = 0
        super().__init__(*arguments, directory=directory)  # type: ignore[arg-type] # what socketserver hands over

    @override
    def do_GET(self) -> None:
        self.sent = 0
        if self.line:
            time.sleep(self.line.delay)
        try:
            super().do_GET()
        except ConnectionError:  # the visit is over
            self.close_connection = True
        self.requests.append(Request(urlsplit(self.path).path.lstrip("/"), self.sent))

    @override
    def copyfile(self, source: BinaryIO, outputfile: BinaryIO) -> None:  # type: ignore[override] # the stub's are generic
        if not self.line:
            self.sent += Path(source.name).stat().st_size
            return shutil.copyfileobj(source, outputfile)
        while piece := source.read(_PIECE):
            self.line.wait_for(len(piece))
            outputfile.write(piece)
            self.sent += len(piece)

    @override
    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def remembering(folder: Path, line: Line | None = None) -> Iterator[tuple[str, list[Request]]]:
    """Serve a folder, down a line if there is one; gives the address and the list of what is asked for, as it grows."""
    requests: list[Request] = []
    handler = partial(_Handler, line=line, requests=requests, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", requests
        server.shutdown()
