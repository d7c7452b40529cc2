"""With the zip's settings, nginx and Apache send the right types, policy, caching and error page."""

import gzip
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from email.message import Message
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from quizzes.shipping.policy import header_policy
from tests.browser.conftest import SILENT_WORKER
from tests.browser.hosting.programs import USED, apache, nginx
from tests.browser.hosting.servers import TYPES, ServerBehaviour, serving_like
from tests.browser.hosting.test_servers import assert_missing_page_works
from tests.browser.hosting.visiting import ADDRESS, assert_answer_is_marked, different_pages, search

NO_WORKERS = f"{SILENT_WORKER}; delete window.SharedWorker"

YEAR = "max-age=31536000, immutable"
SENT = {
    "index.html": "text/html; charset=utf-8",
    "for-schools/checklist.csv": "text/csv; charset=utf-8",
    "licences.txt": "text/plain; charset=utf-8",
    "school.js": "text/javascript; charset=utf-8",
    "search/search_index.json": "application/json",
    "assets/images/favicon.png": "image/png",
    "assets/handbook/client-*.js": "text/javascript; charset=utf-8",
    "assets/handbook/style-*.css": "text/css; charset=utf-8",
    "assets/handbook/python-*.bin": "application/octet-stream",
    "assets/handbook/handbook-serif-*.woff2": "font/woff2",
    "assets/javascripts/bundle.*.min.js": "text/javascript; charset=utf-8",
}


@pytest.fixture(scope="module", params=["nginx", "apache"])
def url(request: pytest.FixtureRequest, root: Path, home: Path) -> Iterator[str]:
    """The handbook's URL, once on nginx and once on Apache."""
    # The host's own error page; the handbook's must win over it.
    (home.parent / "404.html").write_text("theirs")
    with ExitStack() as stack:
        yield stack.enter_context(nginx(home) if request.param == "nginx" else apache(root, home))


def ask(url: str, path: str) -> tuple[int, Message, bytes]:
    """Request a file as a browser that accepts gzip; return status, headers and body."""
    address = urlsplit(f"{url}/{path}")
    connection = HTTPConnection(address.netloc, timeout=30)
    connection.request("GET", address.path, headers={"Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, answer.headers, body


@pytest.mark.parametrize(("pattern", "type"), SENT.items())
def test_a_file_has_the_right_headers(url: str, home: Path, pattern: str, type: str) -> None:
    """A file has the right type and policy. Only names with a hash are cached for a year, and text is compressed."""
    (file,) = home.glob(pattern)
    status, headers, body = ask(url, file.relative_to(home).as_posix())
    assert status == 200
    assert headers["Content-Type"] == type
    assert headers.get_all("Cache-Control") == [YEAR if "*" in pattern else "no-cache"]
    assert headers.get_all("Content-Security-Policy") == [header_policy(home)]
    assert headers.get_all("X-Content-Type-Options") == ["nosniff"]
    assert headers.get_all("Referrer-Policy") == ["no-referrer"]
    assert "X-Frame-Options" not in headers
    assert headers["Content-Encoding"] == ("gzip" if type.startswith(("text/", "application/json")) else None)
    assert (gzip.decompress(body) if headers["Content-Encoding"] else body) == file.read_bytes()


@pytest.mark.parametrize("missing", ["no-page.html", "assets/javascripts/workers/no-such-0a1b2c3d.js", "no/such/page/"])
def test_a_missing_page_is_not_cached(url: str, home: Path, missing: str) -> None:
    """A missing file gets status 404 and the handbook's error page, which browsers may not cache."""
    status, headers, body = ask(url, missing)
    assert status == 404
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert headers.get_all("Cache-Control") == ["no-cache"]
    assert headers.get_all("Content-Security-Policy") == [header_policy(home)]
    assert (gzip.decompress(body) if headers["Content-Encoding"] else body) == (home / "404.html").read_bytes()


def test_the_missing_page_leads_home(url: str, visit: tuple[Page, list[str]]) -> None:
    """The error page is styled in any folder, and its link leads to the home page."""
    page, _ = visit
    assert_missing_page_works(page, url, "/practise/no/such/page.html").click()
    page.wait_for_url(f"{url}/index.html")


def test_another_site_can_embed_the_handbook(url: str, visit: tuple[Page, list[str]], tmp_path: Path) -> None:
    """In a frame on another site, such as a learning platform, an answer is marked and no policy is broken."""
    page, errors = visit
    source = url.replace("127.0.0.1", "intranet.example") + ADDRESS
    (tmp_path / "404.html").write_text("")
    (tmp_path / "course.html").write_text(
        f'<link rel="icon" href="data:,"><iframe src="{source}" width="900" height="700"></iframe>'
    )
    with serving_like(ServerBehaviour(TYPES), tmp_path, tmp_path, host="platform.example") as platform:
        page.goto(f"{platform}/course.html")
        assert_answer_is_marked(page.frame_locator("iframe"))
    # Browsers refuse storage in a frame of another site, and the theme's scripts do not handle that.
    assert [error for error in errors if "localStorage" not in error] == []


def test_no_page_breaks_the_policy(root: Path, home: Path, visit: tuple[Page, list[str]]) -> None:
    """With the policy in the page and in the header, pages of every kind show no error, and the search works."""
    page, errors = visit
    with apache(root, home) as url:
        with page.add_init_script(NO_WORKERS):  # one page that starts workers, at the end, is enough
            for name in different_pages(home):
                page.goto(url + name)
        page.goto(url + ADDRESS)
        assert_answer_is_marked(page)
        search(page)
    assert errors == []


@pytest.mark.parametrize(
    ("override", "options", "modules"),
    [
        ("All", "None", USED),
        ("All", "None", ()),
        ("All", "Indexes FollowSymLinks", ("mime",)),
        ("None", "None", USED),
    ],
    ids=["all-allowed", "no-modules", "only-types", "not-read"],
)
def test_pages_work_with_a_limited_apache(
    root: Path, home: Path, override: str, options: str, modules: Sequence[str]
) -> None:
    """Pages work even if Apache lacks modules or ignores some or all of .htaccess."""
    with apache(root, home, override, options, modules) as url:
        for name in ("", "index.html", "practise/first-day.html"):
            status, _, body = ask(url, name)
            assert status == 200
            assert b"<!doctype html>" in (gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body)
        assert ask(url, "no-such.html")[0] == 404
