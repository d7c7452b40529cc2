"""The packages for learning platforms: what is in them, and what their pages say and link to.

tests/browser/test_scorm.py takes them in a platform.
"""

import os
import re
import zipfile
from functools import cache
from pathlib import Path
from unittest.mock import patch
from xml.etree import ElementTree

import pytest

from quizzes.authoring.catalogue import load_catalogue
from quizzes.pages.school import school_file_bytes
from quizzes.shipping.pack import PackError
from quizzes.shipping.release import Release
from quizzes.shipping.scorm import packages as scorm
from quizzes.shipping.scorm.module import what_is_optional
from quizzes.shipping.scorm.packages import Options, handbook_address, pack_modules, packages
from tests.building import ROOT, built_bundle
from tests.commands import run
from tests.packing import DATE, platform_packages, unzipped_packages
from tests.pages.tree import parse, text

MODULES = load_catalogue(ROOT).modules
RELEASE = Release("1.2.3", None)
HANDBOOK = "https://intranet.school.example/handbook/"
SCHOOL = b'var school = {};\nschool.dsl = "Ms A. Patel";\n'

NAMESPACES = {
    "cp": "http://www.imsproject.org/xsd/imscp_rootv1p1p2",
    "md": "http://www.imsglobal.org/xsd/imsmd_rootv1p2p1",
    "adlcp": "http://www.adlnet.org/xsd/adlcp_rootv1p2",
}


def page(module: str, name: str = "index.html") -> str:
    return (unzipped_packages() / module / name).read_text(encoding="utf-8")


@cache
def for_a_school() -> dict[str, str]:
    """Return the pages of the first module's package, packed with a handbook's address and a school's file."""
    _, files = next(packages(ROOT, RELEASE, Options(handbook=HANDBOOK, school=SCHOOL)))
    return {name: content.decode() for name, content in files.items() if name.endswith((".html", ".js", ".xml"))}


def test_every_module_has_a_package_that_platforms_take() -> None:
    """A package has at most 5.5 MB, and files of the few types that every platform sends rightly."""
    zips = sorted(platform_packages().glob("*.zip"))
    assert len(zips) == len(MODULES) == 7
    assert max(path.stat().st_size for path in zips) <= scorm.MAX_BYTES == 5_500_000
    for path in zips:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
        manifest = {"imsmanifest.xml"}
        assert manifest < set(names)
        types = {Path(name).suffix for name in set(names) - manifest}
        assert types <= {".html", ".js", ".css", ".json", ".bin", ".woff2", ".svg", ".xsd"}


def test_a_package_has_what_its_page_needs_and_no_more() -> None:
    """Each file is named by another one, and each file that is named is there."""
    for module in MODULES:
        folder = unzipped_packages() / module
        files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
        texts = {name: (folder / name).read_text("utf-8") for name in files if not name.endswith((".bin", ".woff2"))}
        texts.pop("imsmanifest.xml")
        names = {Path(name).name for name in files} - {"index.html", "imsmanifest.xml"}
        schemas = {name for name in names if name.endswith(".xsd")}
        assert {name for name in names if not any(name in text for text in texts.values())} <= schemas
        for name in ("index.html", "privacy.html", "licences.html"):
            links = re.findall(r'(?:href|src)="([^"#][^"]*)"', texts[name])
            assert {link for link in links if "://" not in link} <= files


@pytest.mark.parametrize("module", MODULES)
def test_the_manifest_lists_every_file(module: str) -> None:
    """The manifest is that of one SCO by SCORM 1.2, lists every file once, and names the handbook and its edition."""
    folder = unzipped_packages() / module
    manifest = ElementTree.parse(folder / "imsmanifest.xml").getroot()
    listed = [file.get("href") for file in manifest.iterfind(".//cp:file", NAMESPACES)]
    assert sorted(map(str, listed)) == sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )
    (resource,) = manifest.iterfind(".//cp:resource", NAMESPACES)
    assert resource.get(f"{{{NAMESPACES['adlcp']}}}scormtype") == "sco"
    assert (resource.get("type"), resource.get("href")) == ("webcontent", "index.html")
    (item,) = manifest.iterfind(".//cp:item", NAMESPACES)
    assert item.get("identifierref") == resource.get("identifier")
    said = {element.tag.partition("}")[2]: (element.text or "").strip() for element in manifest.iter()}
    assert (said["schema"], said["schemaversion"]) == ("ADL SCORM", "1.2")
    title, about, edition = [element.text or "" for element in manifest.iterfind(".//md:langstring", NAMESPACES)]
    assert title == f"Social media and e-safety: {MODULES[module].title}"
    assert about == MODULES[module].summary
    assert re.fullmatch(r"Version \S.*\. Edition [0-9a-f]{10}\.", edition)


def test_the_platform_marks_nothing_itself() -> None:
    """No mastery score is in the manifest: a platform would fail a reader by it, and then may lock the module."""
    for module in MODULES:
        manifest = (unzipped_packages() / module / "imsmanifest.xml").read_text(encoding="utf-8").lower()
        assert "masteryscore" not in manifest


def test_the_schemas_declare_what_the_manifest_uses() -> None:
    """Every schema that the manifest names is there, and declares the elements of its namespace in the manifest."""
    folder = unzipped_packages() / "first-day"
    manifest = ElementTree.parse(folder / "imsmanifest.xml").getroot()
    locations = manifest.attrib["{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"].split()
    for namespace, name in zip(locations[::2], locations[1::2], strict=True):
        schema = ElementTree.parse(folder / name).getroot()
        assert schema.get("targetNamespace") == namespace
        declared = {each.get("name") for each in schema.iter() if each.tag.endswith(("}element", "}attribute"))}
        used = [
            *(element.tag for element in manifest.iter()),
            *(key for each in manifest.iter() for key in each.attrib),
        ]
        own = {name.partition("}")[2] for name in used if name.startswith(f"{{{namespace}}}")}
        assert own <= declared


def test_a_package_depends_only_on_its_sources(tmp_path: Path) -> None:
    """Packing again gives the same bytes, so nothing is overwritten, and the SHA-256 is beside each zip."""
    said: list[str] = []
    with patch.dict(os.environ, SOURCE_DATE_EPOCH=DATE):
        pack_modules(ROOT, tmp_path, Options(), said.append)
    for path in tmp_path.iterdir():
        assert path.read_bytes() == (platform_packages() / path.name).read_bytes()
    assert len([line for line in said if line.startswith("wrote ")]) == 7
    assert len(list(tmp_path.glob("*.zip.sha256"))) == 7


@pytest.fixture
def _one_small_package(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let packing have one module with one page, for tests that only look at how zips are written."""
    monkeypatch.setattr(scorm, "packages", lambda *_: iter([("first-day", {"index.html": bytes(2000)})]))


@pytest.mark.usefixtures("_one_small_package")
def test_a_package_never_replaces_another(tmp_path: Path) -> None:
    """Packing with other options into the same folder says that there is a zip of this name already."""
    name = next(platform_packages().glob("first-day-[0-9]*.zip")).name
    (tmp_path / name).write_bytes(b"another")
    with pytest.raises(PackError, match="is there already, and the new zip would be different"):
        pack_modules(ROOT, tmp_path, Options(), lambda step: None)
    assert (tmp_path / name).read_bytes() == b"another"


@pytest.mark.usefixtures("_one_small_package")
def test_an_oversized_package_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The error says the size and the limit."""
    monkeypatch.setattr(scorm, "MAX_BYTES", 100)
    with pytest.raises(PackError, match=r"would have \d{3} bytes, but the limit is 100"):
        pack_modules(ROOT, tmp_path, Options(), lambda step: None)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("module", MODULES)
def test_a_package_says_nothing_that_only_the_handbook_keeps(module: str) -> None:
    """Its page has no record, no place where answers are kept, and no word that they go nowhere."""
    html = page(module)
    for gone in ("data-record", "data-keeping", "data-cover", "aren’t sent anywhere", "stays on this device"):
        assert gone not in html
    assert ("nobody is told" in html) == (what_is_optional(MODULES[module]) == "some")


@pytest.mark.parametrize("module", MODULES)
def test_the_first_screen_and_the_privacy_page_say_what_is_told(module: str) -> None:
    """Status, score, time and answers are named on both, and that nothing is sent before *Start*."""
    start = parse(page(module)).find(".//section[@data-start]")
    assert start is not None
    for place in (text(start), text(parse(page(module, "privacy.html")))):
        for told in ("your status", "your score", "how long", "your answers", "press Start"):
            assert told in place
        assert "each answer" not in place
    assert ("What you leave out" in text(start)) == (what_is_optional(MODULES[module]) == "some")
    assert ("If you leave out all of them" in text(start)) == (what_is_optional(MODULES[module]) == "all")


def test_clauses_are_quoted_and_their_links_are_plain_text() -> None:
    """Without a handbook's address, no link leads to another page of the handbook."""
    html = page("first-day")
    quoted = {clause for scenario in MODULES["first-day"].scenarios for clause in scenario.clauses}
    assert quoted <= set(re.findall(r'data-clause="([^"]+)"', html))
    links = re.findall(r'<a [^>]*href="([^"]+)"', html)
    assert {link for link in links if not link.startswith(("#", "https://"))} == {"privacy.html", "licences.html"}
    assert "Read SG-3 in the guidance" in text(parse(html))


def test_links_lead_to_the_schools_handbook() -> None:
    """With --handbook, links to the chapter lead there, to the same clauses, and those to practise are gone."""
    html = for_a_school()["index.html"]
    links = {link for link in re.findall(r'<a [^>]*href="([^"]+)"', html) if link.startswith(HANDBOOK)}
    assert f"{HANDBOOK}guidance/specific-guidance.html#SG-3" in links
    assert not [link for link in links if link.startswith(f"{HANDBOOK}practise/")]


def test_a_package_that_reports_responses_says_so() -> None:
    """With --interactions, both pages name each answer too, and that those to optional scenarios are not among them."""
    made = dict(packages(ROOT, RELEASE, Options(responses=True)))
    for module in MODULES:
        optional = what_is_optional(MODULES[module])
        index, privacy = (made[module][name].decode() for name in ("index.html", "privacy.html"))
        assert ("data-with-responses" in index) == (optional != "all")
        for html in (index, privacy):
            assert ("each answer as you check it" in html) == (optional != "all")
            assert ("but not to scenarios that you may leave out" in html) == (optional == "some")
        assert "data-with-responses" not in page(module)


def test_the_schools_names_are_put_in() -> None:
    """With --school, the file is in the package as it is. Otherwise the empty one is, for the school to fill in."""
    assert for_a_school()["school.js"].encode() == SCHOOL
    assert (unzipped_packages() / "first-day/school.js").read_bytes() == school_file_bytes()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("https://intranet.school.example/handbook", HANDBOOK),
        ("https://intranet.school.example/handbook/index.html", HANDBOOK),
        ("https://intranet.school.example/handbook/index.html?from=mail#top", HANDBOOK),
        ("http://intranet", "http://intranet/"),
    ],
)
def test_a_handbooks_address_may_be_written_in_many_ways(written: str, meant: str) -> None:
    """An address is taken as somebody copies it from the browser."""
    assert handbook_address(written) == meant


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--scorm", "--handbook", "intranet/handbook"], '--handbook: "intranet/handbook" must be an address such as'),
        (["--scorm", "--school", "no/school.js"], "--school: no/school.js cannot be read: No such file or directory"),
        (["--interactions"], "--handbook, --school and --interactions belong to --scorm: add that"),
    ],
)
def test_a_wrong_option_stops_the_command(arguments: list[str], said: str) -> None:
    """The command says what is wrong, and packs nothing."""
    code, out, error = run(ROOT, "pack", *arguments)
    assert (code, out) == (1, "")
    assert error.startswith(said)


def test_the_handbooks_own_scripts_have_nothing_of_a_platform() -> None:
    """Nobody downloads the adapter but who opens a package."""
    for path in built_bundle().files.values():
        assert not re.search(rb"LMSInitialize|LMSSetValue|cmi\.suspend_data", path.read_bytes()), path.name


def test_a_package_has_no_unload_handler() -> None:
    """Browsers send nothing from one, and keep no page with one for the back button."""
    for module in MODULES:
        (script,) = (unzipped_packages() / module / "assets/handbook").glob("platform-*.js")
        assert "unload" not in script.read_text(encoding="utf-8")
