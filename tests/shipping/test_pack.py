"""The zip for schools contains everything that a host needs, and nothing else.

tests/rehearsal/test_two_clones.py checks that two zips of the same sources are equal.
"""

import os
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from unittest.mock import patch
from xml.etree import ElementTree

import material
import pytest

from quizzes.pages.wording import written_day
from quizzes.shipping import pack as packing
from quizzes.shipping.hosting import HASHED_FOLDERS, is_hashed
from quizzes.shipping.licences import THEME_PACKAGES, theme_packages
from quizzes.shipping.pack import MAX_BYTES, PackError, pack, write_zip
from quizzes.shipping.release import read_release
from tests.building import ROOT, built_site
from tests.packing import DATE, packed, unzipped

BESIDE = {
    "READ ME FIRST.html",
    "web.config",
    ".htaccess",
    "nginx-example.conf",
    "checksums.txt",
    "licences.txt",
}


def names() -> list[str]:
    with zipfile.ZipFile(packed()) as archive:
        return archive.namelist()


def test_the_zip_has_one_folder_with_all_that_a_host_needs() -> None:
    """The folder handbook/ has every file of the site, including school.js and 404.html, and six more."""
    site = {path.relative_to(built_site()).as_posix() for path in built_site().rglob("*") if path.is_file()}
    assert {"index.html", "school.js", "404.html"} <= site
    assert sorted(names()) == sorted(f"handbook/{name}" for name in site | BESIDE)


def test_entries_are_alike_on_every_machine() -> None:
    """Entries are sorted, have the commit's date or up to an hour before, and are readable by everybody."""
    with zipfile.ZipFile(packed()) as archive:
        entries = archive.infolist()
    assert [entry.filename for entry in entries] == sorted(entry.filename for entry in entries)
    dates = {entry.date_time for entry in entries}
    assert (2026, 9, 21, 13, 13, 20) < min(dates) < max(dates) <= (2026, 9, 21, 14, 13, 20)
    assert {(entry.create_system, entry.external_attr >> 16) for entry in entries} == {(3, 0o100644)}


def test_a_page_that_changed_has_another_date(tmp_path: Path) -> None:
    """Where only a letter changed, and the commit did not, a server can still tell the two by their dates."""
    site = shutil.copytree(built_site(), tmp_path / "site")
    page = site / "glossary.html"
    page.write_text(page.read_text("utf-8").replace("Glossary", "Glossery"), encoding="utf-8")
    with patch.dict(os.environ, SOURCE_DATE_EPOCH=DATE):
        again = pack(ROOT, site, tmp_path, lambda step: None)
    with zipfile.ZipFile(packed()) as before, zipfile.ZipFile(again) as after:
        dates = {each.filename: (each.date_time, each.file_size) for each in before.infolist()}
        changed = [each for each in after.infolist() if dates[each.filename] != (each.date_time, each.file_size)]
    assert {each.filename for each in changed} == {"handbook/glossary.html", "handbook/checksums.txt"}
    assert {each.file_size for each in changed} == {dates[each.filename][1] for each in changed}


def test_the_checksums_cover_every_file_but_two(tmp_path: Path) -> None:
    """`sha256sum --check` accepts the list, and notices a changed file."""
    home = shutil.copytree(unzipped(), tmp_path / "handbook")
    named = re.findall(r"^[0-9a-f]{64}  (.+)$", (home / "checksums.txt").read_text("utf-8"), re.MULTILINE)
    files = {path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file()}
    assert set(named) == files - {"checksums.txt", "school.js"}
    check = ["sha256sum", "--check", "--strict", "--quiet", "checksums.txt"]
    assert subprocess.run(check, cwd=home, check=False).returncode == 0
    with (home / "glossary.html").open("ab") as page:
        page.write(b" ")
    assert subprocess.run(check, cwd=home, check=False, capture_output=True).returncode != 0


def test_the_zip_is_small_enough() -> None:
    """The zip has at most 20 MB."""
    assert packed().stat().st_size <= MAX_BYTES == 20_000_000


def test_the_zip_has_no_source_maps() -> None:
    """No map is in it, and no script or style asks for one."""
    assert [name for name in names() if name.endswith(".map")] == []
    scripts = [path for kind in ("js", "css") for path in unzipped().rglob(f"*.{kind}")]
    assert len(scripts) > 10
    assert [path.name for path in scripts if b"sourceMappingURL" in path.read_bytes()] == []


def test_an_oversized_zip_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the zip would be too large, the error says its size, and no file is left behind."""
    monkeypatch.setattr(packing, "MAX_BYTES", 1000)
    with pytest.raises(PackError, match=r"would have \d,\d{3},\d{3} bytes, but the limit is 1,000"):
        pack(ROOT, built_site(), tmp_path, lambda step: None)
    assert list(tmp_path.iterdir()) == []


def test_the_sum_of_the_zip_is_beside_it() -> None:
    """`sha256sum --check` accepts the file beside the zip, which packing writes."""
    zip = packed()
    (beside,) = (path for path in zip.parent.iterdir() if path != zip)
    assert beside.name == f"{zip.name}.sha256"
    check = ["sha256sum", "--check", "--strict", "--quiet", beside.name]
    assert subprocess.run(check, cwd=zip.parent, check=False).returncode == 0


def test_an_old_zip_is_never_overwritten(tmp_path: Path) -> None:
    """Another zip of the same name stays as it is, and the error says what to do. The same zip is left alone."""
    path, said = tmp_path / "handbook-1.zip", list[str]()
    write_zip({"index.html": b"old"}, path)
    sum = tmp_path / "handbook-1.zip.sha256"
    old = path.read_bytes(), sum.read_text("utf-8")
    with pytest.raises(PackError, match=r"(?s)handbook-1\.zip is there already.*move the old one"):
        write_zip({"index.html": b"new"}, path)
    assert (path.read_bytes(), sum.read_text("utf-8")) == old
    sum.unlink()
    write_zip({"index.html": b"old"}, path, said.append)
    assert (path.read_bytes(), sum.read_text("utf-8")) == old
    assert said[0] == "handbook-1.zip is there already, and is the same"
    assert {each.name for each in tmp_path.iterdir()} == {path.name, sum.name}


def test_every_page_and_the_zip_name_one_version() -> None:
    """The zip's name, READ ME FIRST.html and the foot of every page have the version that git knows."""
    release = read_release(ROOT)
    assert packed().name == f"handbook-{release.version}.zip"
    said = f"Version {release.version}" + (f", {written_day(release.day)}" if release.day else "") + "."
    assert said in (unzipped() / "READ ME FIRST.html").read_text("utf-8")
    pages = [name for name in names() if name.endswith(".html") and "READ ME FIRST" not in name]
    assert len(pages) > 30
    with zipfile.ZipFile(packed()) as archive:
        assert [name for name in pages if f"<span data-release>{said}</span>" not in archive.read(name).decode()] == []


def test_only_hashed_files_are_cached_for_a_year() -> None:
    """The folders that IIS lets browsers cache contain exactly the files with a hash in their names."""
    folders = tuple(f"handbook/{each}/" for each in HASHED_FOLDERS)
    hashed = [name for name in names() if is_hashed(name)]
    assert hashed == [name for name in names() if name.startswith(folders)]
    assert len(hashed) > 15


def test_the_licences_name_every_package_inside_the_theme() -> None:
    """The list has every package that the theme's source maps name, so a new theme version needs a review."""
    assert theme_packages(Path(material.__file__).parent / "templates") == set(THEME_PACKAGES)


def test_the_licences_cover_every_author() -> None:
    """The list covers our code, the county, the theme, icons, typefaces, Pyodide and Python."""
    text = (unzipped() / "licences.txt").read_text(encoding="utf-8")
    for words in (
        "The maintainers of the staff handbook",
        "It belongs to its publishers. It names no licence",
        "Martin Donath",
        "Oliver Nightingale",
        "Pictogrammers",
        "Atkinson Hyperlegible Next Project Authors",
        "SIL OPEN FONT LICENSE",
        "MPL-2.0",
        "pyodide.asm.wasm is modified",
        "PYTHON SOFTWARE FOUNDATION LICENSE",
    ):
        assert words in text, words
    assert str(ROOT) not in text


def test_read_me_first_links_to_existing_files() -> None:
    """READ ME FIRST.html needs no script, and each of its links leads to a file in the folder."""
    html = (unzipped() / "READ ME FIRST.html").read_text(encoding="utf-8")
    links = re.findall(r'(?:href|src)="([^"]+)"', html)
    assert len(links) > 5
    assert [link for link in links if not (unzipped() / link).is_file()] == []
    assert "<script" not in html


def test_the_iis_settings_are_well_formed() -> None:
    """web.config is well-formed, and removes every setting before it adds it, so that none is there twice."""
    server = ElementTree.parse(unzipped() / "web.config").getroot().find("system.webServer")
    assert server is not None
    for path, entry, key in (
        ("staticContent", "mimeMap", "fileExtension"),
        ("httpProtocol/customHeaders", "add", "name"),
        ("httpErrors", "error", "statusCode"),
    ):
        section = server.find(path)
        assert section is not None
        added = [each.get(key) for each in section.iter(entry)]
        assert added
        assert added == [each.get(key) for each in section.iter("remove")]


def test_no_file_in_the_zip_contains_a_local_path() -> None:
    """No file contains the path of the folder where the zip was made."""
    for path in unzipped().rglob("*"):
        assert not path.is_file() or str(ROOT).encode() not in path.read_bytes(), path
