"""The chapter's PDF, which `make pack` makes, is accessible and has no controls."""

import io
import re
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from quizzes.shipping.chapter_pdf import PDF, print_chapter
from quizzes.shipping.pack import build_and_pack
from tests.browser.launching import chromium_path
from tests.building import ROOT
from tests.packing import DATE


@pytest.fixture(scope="module")
def pdf(site: Path) -> bytes:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", DATE)
        made = print_chapter(site, chromium_path())
    assert made
    return made


def test_the_chapter_pdf_is_accessible(pdf: bytes) -> None:
    """The PDF is tagged, in English, titled and on A4, with an outline and the commit's date."""
    read = PdfReader(io.BytesIO(pdf))
    assert b"/Marked true" in pdf
    assert re.search(rb"/Lang \(en", pdf)
    assert read.metadata
    assert "The whole chapter" in (read.metadata.title or "")
    assert f"{read.metadata.creation_date:%Y-%m-%d}" == f"{read.metadata.modification_date:%Y-%m-%d}" == "2026-09-21"
    assert {"Introduction", "Safeguarding Issues"} <= set(_titles(read.outline))
    assert 4 <= len(read.pages) <= 8
    assert {tuple(round(float(each)) for each in page.mediabox[2:]) for page in read.pages} == {(595, 842)}


def _titles(outline: Sequence[Any]) -> Iterator[str]:
    for each in outline:
        if isinstance(each, list):
            yield from _titles(each)
        else:
            yield each.title


def test_the_chapter_pdf_has_clauses_and_no_controls(pdf: bytes) -> None:
    """The PDF has clause and page numbers, but no header, navigation, buttons or practice links."""
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]
    text = "\n".join(pages)
    for number in ("IN-1", "BG-6", "SG-2e", "SG-5c", "SI-17b", "R-i-c", "R-iv"):
        assert number in text
    assert f"1 / {len(pages)}" in pages[0]
    for chrome in ("Search", "Practise:", "On this page", "Print this chapter", "Accessibility"):
        assert chrome not in text


def test_the_chapter_pdf_has_relative_links(pdf: bytes, site: Path) -> None:
    """The PDF's links are relative, and no link contains the folder of the site that was printed."""
    annotations = [each.get_object() for page in PdfReader(io.BytesIO(pdf)).pages for each in page.get("/Annots", [])]
    links = [each["/A"]["/URI"] for each in annotations if "/URI" in each.get("/A", {})]
    assert "guidance/what-has-changed.html#introduction" in links
    assert [link for link in links if not (site / link.partition("#")[0]).is_file()] == []
    assert b"file:" not in pdf


def test_the_chapter_pdf_does_not_depend_on_its_folder(pdf: bytes, site: Path, tmp_path: Path) -> None:
    """Printed from a folder with a longer name, an accent and brackets, it has the same bytes, and can be read."""
    copied = shutil.copytree(site, tmp_path / "a longer folder (école)")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", DATE)
        assert print_chapter(copied, chromium_path()) == pdf
    read = PdfReader(io.BytesIO(pdf), strict=True)
    assert all(page.extract_text() for page in read.pages)


def test_a_pdf_that_names_this_machine_is_left_out(tmp_path: Path) -> None:
    """If Chromium writes links in a way that we don't know, there is no PDF, rather than one with dead links."""
    printing = tmp_path / "chromium"
    for pdf in ("%PDF-1.4 startxref\n9\n%%EOF (file:///elsewhere/x.html)", "%PDF-1.7 (no table)"):
        printing.write_text(f"""#!/bin/sh
for option; do case $option in --print-to-pdf=*) echo "{pdf}" > "${{option#*=}}";; esac; done
""")
        printing.chmod(0o755)
        assert print_chapter(tmp_path, str(printing)) is None


def test_packing_without_a_browser_leaves_out_the_pdf(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """If Chromium is missing or fails, packing continues, and a message says that the PDF is left out."""
    assert print_chapter(tmp_path, str(tmp_path / "missing")) is None
    assert print_chapter(tmp_path, "/bin/true") is None
    said: list[str] = []
    # test_pack.py runs the real command; here the content of the site does not matter.
    monkeypatch.setattr("quizzes.shipping.pack.build_site", lambda root, folder, builder: None)
    monkeypatch.setattr("quizzes.shipping.pack.find_browser", lambda: None)
    monkeypatch.setattr("quizzes.shipping.pack.pack", lambda root, site, folder, say: site)
    site = build_and_pack(ROOT, said.append)
    assert said == ["building the site", f"left out {PDF}: Chromium is not installed"]
    assert not site.exists()
