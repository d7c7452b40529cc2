"""What `make serve` shows in place of the pages while there are mistakes. tests/browser/test_preview.py runs it."""

from pathlib import Path

from quizzes.authoring.problems import Problem
from quizzes.shipping.preview import mistakes_pages, module_addresses
from quizzes.shipping.site import SiteError


def test_the_page_shows_what_authors_typed_as_text() -> None:
    """A message quotes the file, so it may have tags in it. Only the page for other addresses reloads by the clock."""
    problem = Problem("scenarios/a.yaml", 3, 7, 'unknown field "<b>"', "write it & save")
    made = mistakes_pages(SiteError("…", [problem]), ["a.html", "b/c.html"])
    assert set(made) == {"a.html", "b/c.html", "404.html"}
    assert made["a.html"] == made["b/c.html"]
    html = made["a.html"].decode()
    assert "<code>scenarios/a.yaml:3:7</code><p><strong>unknown field &#34;&lt;b&gt;&#34;</strong></p>" in html
    assert "<p>write it &amp; save</p>" in html
    assert "refresh" not in html
    assert 'http-equiv="refresh"' in made["404.html"].decode()
    assert "<pre>a &lt; b\nc</pre>" in mistakes_pages(ValueError("a < b\nc"), ["a.html"])["a.html"].decode()


def test_addresses_are_found_in_a_file_with_mistakes(tmp_path: Path) -> None:
    """The modules' addresses can be told even if the file is not YAML."""
    assert module_addresses(tmp_path) == set()
    (tmp_path / "scenarios").mkdir()
    file = tmp_path / "scenarios/modules.yaml"
    file.write_bytes(b"modules:\n  - id: first-day\n    title: [\xff\n  -   id:   for-leaders\n")
    assert module_addresses(tmp_path) == {
        f"{folder}/{module}.html"
        for folder in ("practise", "for-schools/paper")
        for module in ("first-day", "for-leaders")
    }
