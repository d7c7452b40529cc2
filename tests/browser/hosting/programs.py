"""Run nginx and Apache with the settings that the zip contains, each as a child process."""

import os
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.browser.hosting.servers import address_in
from tests.browser.install import programs
from tests.building import temporary_folder
from tests.processes import running, wait_until

_MODULES = Path("/usr/lib/apache2/modules")

# The modules that .htaccess uses, and those that Apache needs.
USED = ("mime", "headers", "filter", "deflate", "setenvif")
_NEEDED = ("mpm_event", "authz_core", "dir")

_NGINX = """\
{user}
daemon off;
pid {folder}/pid;
error_log {folder}/error.log;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    {shipped}
}}
"""

_APACHE = """\
ServerRoot {folder}
ServerName 127.0.0.1
Listen 127.0.0.1:{port}
PidFile {folder}/pid
ErrorLog {folder}/error.log
{user}
{modules}
<IfModule mime_module>
    TypesConfig /dev/null
</IfModule>
DocumentRoot "{root}"
<Directory "{root}">
    Require all granted
    Options {options}
    AllowOverride {override}
</Directory>
"""


@contextmanager
def nginx(home: Path) -> Iterator[str]:
    """Serve the handbook in ``home`` with the example settings in it; yield the handbook's URL."""
    folder = temporary_folder("handbook-nginx-")
    port = _free_port()
    shipped = (home / "nginx-example.conf").read_text(encoding="utf-8")
    for theirs, ours in (("listen 80;", f"listen 127.0.0.1:{port};"), ('"/srv/handbook/"', f'"{home}/"')):
        assert shipped.count(theirs) == 1
        shipped = shipped.replace(theirs, ours)
    settings = folder / "nginx.conf"
    settings.write_text(_NGINX.format(folder=folder, shipped=shipped, user=_as_root("user root;")), encoding="utf-8")
    with _running("nginx", ["-p", str(folder), "-c", str(settings), "-e", str(folder / "error.log")], port, folder):
        yield f"http://127.0.0.1:{port}/handbook"


@contextmanager
def apache(
    root: Path, home: Path, override: str = "FileInfo", options: str = "None", modules: Sequence[str] = USED
) -> Iterator[str]:
    """Serve the folder ``root``, which contains the handbook ``home`` with its .htaccess; yield the handbook's URL."""
    folder = temporary_folder("handbook-apache-")
    port = _free_port()
    settings = folder / "apache.conf"
    loaded = "\n".join(f"LoadModule {name}_module {_MODULES}/mod_{name}.so" for name in (*_NEEDED, *modules))
    user = _as_root("User www-data\nGroup www-data")
    settings.write_text(
        _APACHE.format(
            folder=folder, port=port, user=user, modules=loaded, root=root, options=options, override=override
        ),
        encoding="utf-8",
    )
    with _running("apache", ["-f", str(settings), "-D", "FOREGROUND"], port, folder):
        yield f"http://127.0.0.1:{port}{address_in(root, home)}"


def _as_root(line: str) -> str:
    return line if os.geteuid() == 0 else ""


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


@contextmanager
def _running(program: str, arguments: list[str], port: int, folder: Path) -> Iterator[None]:
    """Run a server while the context lasts; enter the context once the server accepts connections."""
    (path,) = programs(program)
    with running([path, *arguments], folder / "output.log") as still_running:
        wait_until(lambda: _listens(port, still_running), f"a connection to {program}; see {folder}")
        yield


def _listens(port: int, still_running: Callable[[], None]) -> bool:
    still_running()
    with socket.socket() as attempt:
        return attempt.connect_ex(("127.0.0.1", port)) == 0
