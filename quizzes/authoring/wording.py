"""Split authors' texts into words and sentences, to compare them regardless of punctuation."""

import re

_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_WORD = re.compile(r"\w+(?:[-’']\w+)*")
_QUOTATION = re.compile(
    r"‘.*?([.!?]?)’(?!\w)", re.DOTALL
)  # an apostrophe is followed by a letter, a closing quote is not
_SENTENCE_END = re.compile(r"(?<=[.!?])[)\]*”’\"]*\s+")


def plain(text: str) -> str:
    """Return a text as readers see it: without link addresses and asterisks, with single spaces."""
    return " ".join(_LINK.sub(r"\1", text).replace("*", "").split())


def without_links(text: str) -> list[str]:
    """Return the parts of a text before, between and after its links."""
    return _LINK.sub("\n\n", " ".join(text.split())).split("\n\n")


def words(text: str) -> list[str]:
    """Return the words of a text. A hyphen or an apostrophe does not split a word."""
    return _WORD.findall(plain(text))


def normalised(text: str) -> str:
    """Return a text's words in lower case: equal for texts that differ only in punctuation and white space."""
    return re.sub("[-’']", " ", " ".join(words(text))).casefold()


def sentences(text: str) -> list[str]:
    """Return the sentences of a text as readers see it. A full stop at the end of a quotation ends one too."""
    return _SENTENCE_END.split(plain(text))


def own_sentences(text: str) -> list[str]:
    """Return the sentences of a text, with each quotation in ‘…’ replaced by "…"."""
    return _SENTENCE_END.split(_QUOTATION.sub(r"…\1", plain(text)))
