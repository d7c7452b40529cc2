"""Links of the built site: those inside it lead to something that exists, and those outside are on a list."""

from collections.abc import Callable, Iterator
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from tests.building import built_site
from tests.pages.tree import page, page_names

OUTSIDE = Path(__file__).parent / "outside_links.txt"


def links() -> Iterator[tuple[str, str]]:
    """Yield each page with every address that a reader follows or a browser fetches from it."""
    for name in page_names():
        for each in page(name).iter():
            for attribute in ("href", "src"):
                # The theme links a page to itself as ".": its own folder.
                if attribute in each.attrib:
                    yield name, each.attrib[attribute]


def broken(name: str, address: str) -> str | None:
    """Return what is wrong with an address inside the site, or None if it exists."""
    parts = urlsplit(address)
    path = unquote(parts.path)
    target = normpath(join(dirname(name), path)) if path else name
    file = built_site() / target
    if file.is_dir():
        target, file = normpath(join(target, "index.html")), file / "index.html"
    if not file.is_file():
        return f"{name}: {address}: there is no such file"
    anchor = unquote(parts.fragment)
    if anchor and target.endswith(".html") and anchor not in anchors(target):
        return f"{name}: {address}: there is no such place in {target}"
    return None


def anchors(name: str) -> set[str]:
    return {each.get("id", "") for each in page(name).iter()}


def is_outside(address: str) -> bool:
    return bool(urlsplit(address).scheme or urlsplit(address).netloc)


def test_every_link_inside_the_site_works() -> None:
    """Every file and anchor that a page links to exists."""
    inside = {(name, address) for name, address in links() if not is_outside(address)}
    assert len(inside) > 500
    assert sorted(filter(None, (broken(*each) for each in inside))) == []


def test_a_broken_link_is_found() -> None:
    """The test above finds a missing file and a missing anchor, and accepts links that work."""
    assert broken("guidance/background.html", "specific-guidance.html#SG-3") is None
    assert broken("guidance/background.html", "../index.html") is None
    assert broken("guidance/background.html", "specific-guidance.html#SG-33")
    assert broken("guidance/background.html", "index/specific-guidance.html")
    assert broken("index.html", "#no-such-place")


def test_every_link_out_of_the_site_is_on_the_list(golden: Callable[[Path, str], None]) -> None:
    """The list has every address outside the site that a page links to, so that a change is seen in review."""
    outside = {address for _, address in links() if is_outside(address)}
    golden(OUTSIDE, "".join(f"{address}\n" for address in sorted(outside)))


def test_a_link_out_of_the_site_is_an_https_address() -> None:
    """Every link out of the site is https: not plain http, a telephone number or an email address."""
    assert {urlsplit(address).scheme for _, address in links() if is_outside(address)} == {"https"}
