"""Words as they read, to hold an author's text against what a page shows."""

import re


def words(text: str) -> str:
    """An author's text, or a page's, as it reads: Markdown links and emphasis taken off, white space folded."""
    text = re.sub(r"\[([^]]+)\]\([^)]+\)", r"\1", text)
    return " ".join(text.replace("*", "").split())
