"""The fixture that checks made-up banks of scenarios."""

from pathlib import Path

import pytest

from tests.authoring.banks import Check, Fields, messages, write_bank


@pytest.fixture
def check_bank(tmp_path: Path) -> Check:
    """A function that writes a bank and returns the messages of the checks. ``exceptions`` is a file's text."""

    def check_bank(exceptions: str | None = None, **scenarios: Fields) -> list[str]:
        root = tmp_path / str(len(list(tmp_path.iterdir())))
        write_bank(root, scenarios)
        if exceptions is not None:
            (root / "scenarios/exceptions").mkdir()
            (root / "scenarios/exceptions/reading.yaml").write_text(exceptions, encoding="utf-8")
        return messages(root)

    return check_bank
