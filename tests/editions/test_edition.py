"""The edition file has everything that later editions are compared with."""

import json
from pathlib import Path
from typing import Any

import pytest

from quizzes.authoring.catalogue import load_catalogue
from quizzes.editions.edition import FILE, decode_edition, edition_of, encode_edition
from quizzes.engine.errors import WireError
from tests.building import ROOT, built_site
from tests.editions.editing import edited
from tests.packing import unzipped


def content() -> Any:
    """Return the project's edition as an object that a test can change."""
    return json.loads(encode_edition(edition_of(load_catalogue(ROOT))))


def test_the_site_and_the_zip_contain_the_edition_file() -> None:
    """edition.json is at the top of the site and of the zip's folder, and matches the content."""
    expected = encode_edition(edition_of(load_catalogue(ROOT)))
    assert (built_site() / FILE).read_bytes() == expected
    assert (unzipped() / FILE).read_bytes() == expected


def test_an_edition_has_all_that_records_are_checked_against() -> None:
    """An edition has the digests, clauses and mastery scores that records are checked against."""
    catalogue = load_catalogue(ROOT)
    edition = edition_of(catalogue)
    assert edition.clauses.keys() == catalogue.clauses.keys()
    assert list(edition.modules) == list(catalogue.modules)
    for module in catalogue.modules.values():
        has = edition.modules[module.id]
        assert (has.title, has.mastery_score) == (module.title, module.mastery_score)
        assert has.scenarios == tuple(scenario.id for scenario in module.scenarios)
        for scenario in module.scenarios:
            assert edition.scenarios[scenario.id].digest == scenario.digest != ""
            assert edition.scenarios[scenario.id].clauses == scenario.clauses
        assert module.clauses == {name: edition.clauses[name].digest for name in module.clauses}


def test_an_edition_file_reads_back_as_written() -> None:
    """Decoding an encoded edition gives an equal edition, with a byte order mark or without."""
    edition = edition_of(load_catalogue(ROOT))
    text = encode_edition(edition).decode()
    assert decode_edition(text) == decode_edition("\ufeff" + text) == edition


def test_an_edition_file_is_readable_by_people() -> None:
    """The file has one line per field, and does not escape the county's characters."""
    text = encode_edition(edition_of(load_catalogue(ROOT))).decode()
    assert '\n   "id": "SG-2a",\n' in text
    assert "\\u20" not in text
    assert max(map(len, text.splitlines())) < 1500


def test_a_scenario_without_a_module_is_left_out(tmp_path: Path) -> None:
    """A draft that is in no module yet is not part of the edition."""
    catalogue = edited(tmp_path)
    draft = (tmp_path / "scenarios/tired-post.yaml").read_text(encoding="utf-8").replace("tired-post", "a-draft")
    (tmp_path / "scenarios/a-draft.yaml").write_text(draft, encoding="utf-8")
    with_draft = load_catalogue(tmp_path)
    assert "a-draft" in with_draft.scenarios
    assert edition_of(with_draft) == edition_of(catalogue)


DAMAGES = {
    "no list of clauses": lambda file: file.update(clauses={}),
    "a field too many": lambda file: file.update(signature="x"),
    "a field too few": lambda file: file["modules"][0].pop("title"),
    "no version": lambda file: file.update(version="1"),
    "version 0": lambda file: file.update(version=0),
    "version true": lambda file: file.update(version=True),
    "a scenario twice": lambda file: file["scenarios"].append(file["scenarios"][0]),
    "an unknown scenario": lambda file: file["modules"][0]["scenarios"].append("no-such"),
    "an unknown clause": lambda file: file["scenarios"][0]["clauses"].append("SG-99"),
    "a clause reworded by hand": lambda file: file["clauses"][0].update(text="Anything goes."),
    "a mastery score of 80": lambda file: file["modules"][0].update(mastery_score=80),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_edition_is_refused(name: str) -> None:
    """An edition file with invalid fields or contradictions is malformed."""
    file = content()
    DAMAGES[name](file)
    with pytest.raises(WireError) as caught:
        decode_edition(json.dumps(file))
    assert caught.value.name == "malformed"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("{", "malformed"),
        ("[]", "malformed"),
        ("{}", "foreign"),
        ('{"format": "staff-handbook-record", "version": 1}', "foreign"),
        ('{"format": "staff-handbook-edition", "version": 2, "anything": []}', "future"),
    ],
)
def test_other_files_are_refused_by_name(text: str, name: str) -> None:
    """Foreign, future and damaged files get different error names."""
    with pytest.raises(WireError) as caught:
        decode_edition(text)
    assert caught.value.name == name
