"""Normalise text, to compare what an author wrote with what a page shows."""

import re


def words(text: str) -> str:
    """Return a text without Markdown links and emphasis, and with white space collapsed."""
    text = re.sub(r"\[([^]]+)\]\([^)]+\)", r"\1", text)
    return " ".join(text.replace("*", "").split())
