"""Read the settings of this machine's package clients (apt, pip, uv, npm) for the bare machine, at run time.

If this machine reaches its registries through a proxy, a mirror or its own certificate, the bare machine must do the
same. None of these settings are written into the project.
"""

import os
import re
import subprocess
from pathlib import Path

_VARIABLES = re.compile(
    r"(PIP|UV|NPM_CONFIG)_\w+|(HTTPS?|FTP|ALL|NO)_PROXY"
    r"|SSL_CERT_(FILE|DIR)|NODE_EXTRA_CA_CERTS|(REQUESTS|CURL)_CA_BUNDLE|GIT_SSL_CAINFO",
    re.IGNORECASE,
)

_HOME_FILES = (".config/pip/pip.conf", ".pip/pip.conf", ".config/uv/uv.toml", ".npmrc", ".netrc")
_SYSTEM_FILES = ("/etc/pip.conf", "/etc/xdg/pip/pip.conf", "/etc/uv/uv.toml")
_SYSTEM_FOLDERS = ("/etc/apt/auth.conf.d", "/etc/apt/trusted.gpg.d", "/usr/local/share/ca-certificates")

# npm looks for its global settings beside its program, which is in a different folder on the bare machine.
_NPM_GLOBAL = "/etc/npmrc"

_LOCAL_PATH = re.compile(r"(?<![\w:/.])(?:file://)?(/[\w.+-]+(?:/[\w.+-]+)+)")


def environment() -> "dict[str, str]":
    """Return the environment variables that tell package clients where and how to download."""
    found = {name: value for name, value in os.environ.items() if _VARIABLES.fullmatch(name)}
    proxy = _apt_settings().get("Acquire::http::Proxy")
    if proxy and not {"http_proxy", "HTTP_PROXY"} & found.keys():
        found["http_proxy"] = proxy
    return {**found, "NPM_CONFIG_GLOBALCONFIG": _NPM_GLOBAL}


def files() -> "dict[str, str]":
    """Return the text of each settings file, by its path on the bare machine."""
    found = {f"/root/{name}": Path.home() / name for name in _HOME_FILES}
    found |= {name: Path(name) for name in _SYSTEM_FILES}
    found |= {str(path): path for folder in _SYSTEM_FOLDERS for path in Path(folder).glob("*")}
    if npm_global := _output("npm", "config", "get", "globalconfig"):
        found[_NPM_GLOBAL] = Path(npm_global)
    acquire = "".join(f'{name} "{value}";\n' for name, value in _apt_settings().items() if value)
    texts = {name: path.read_text(encoding="utf-8") for name, path in found.items() if path.is_file()}
    return {**texts, "/etc/apt/apt.conf.d/90host": acquire}


def local_paths() -> "list[Path]":
    """Return the files and folders that the settings name, such as certificates and folders of packages."""
    settings = [text for name, text in files().items() if not name.startswith("/etc/apt")]
    lines = [line for text in settings for line in text.splitlines() if not line.lstrip().startswith(("#", ";"))]
    named = _LOCAL_PATH.findall("\n".join([*lines, *environment().values()]))
    return [path for path in map(Path, sorted(set(named))) if path.exists()]


def mirrors(suite: str) -> "list[tuple[str, str]]":
    """Return this machine's Debian mirrors as (URL, suite) pairs for a suite, the main mirror first."""
    targets = ("indextargets", "--no-release-info", "--format", "$(REPO_URI) $(RELEASE)", "Identifier: Packages")
    sources = [line.split() for line in _output("apt-get", *targets).splitlines()]
    security = next((uri for uri, name in sources if name.endswith("-security")), None)
    main = next((uri for uri, name in sources if "-" not in name), None)
    if main is None:
        raise LookupError("apt has no Debian mirror here; name one in /etc/apt/sources.list")
    return [(main, suite), (main, f"{suite}-updates"), *([(security, f"{suite}-security")] if security else [])]


def _apt_settings() -> "dict[str, str]":
    dump = _output("apt-config", "dump")
    return dict(re.findall(r'^(Acquire::\S+) "(.*)";$', dump, re.MULTILINE))


def _output(*command: str) -> str:
    try:
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
    except FileNotFoundError:
        return ""
