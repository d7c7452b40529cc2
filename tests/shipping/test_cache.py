"""The name of a cached folder changes with everything that the folder is built from."""

from pathlib import Path

from quizzes.shipping.cache import key_of


def test_a_key_depends_on_every_input(tmp_path: Path) -> None:
    """Another tool, name or content of a file, or another file beside it makes another key."""
    file, same, other = tmp_path / "a.css", tmp_path / "b.css", tmp_path / "deeper/a.css"
    other.parent.mkdir()
    file.write_text("a {}")
    same.write_text("a {}")
    other.write_text("b {}")
    keys = [
        key_of(tmp_path, [], [file]),
        key_of(tmp_path, [file], [file]),
        key_of(tmp_path, [], [same]),
        key_of(tmp_path, [], [other]),
        key_of(tmp_path, [], [file, other]),
        key_of(tmp_path, [], [file], names=[other]),
    ]
    assert len({*keys}) == len(keys)
    assert key_of(tmp_path, [], [file]) == keys[0]
