"""Authors' texts as words and sentences, so that two can be compared whatever their punctuation."""

import re

_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_WORD = re.compile(r"\w+(?:[-’']\w+)*")
_QUOTATION = re.compile(r"‘.*?([.!?]?)’(?!\w)", re.DOTALL)  # an apostrophe within it goes on to a letter
_SENTENCE_END = re.compile(r"(?<=[.!?])[)\]*”\"]*\s+")


def plain(text: str) -> str:
    """A text as it is read: links without their addresses, no asterisks, and one blank between words."""
    return " ".join(_LINK.sub(r"\1", text).replace("*", "").split())


def words(text: str) -> list[str]:
    """The words of a text. One with a hyphen or an apostrophe in it is one."""
    return _WORD.findall(plain(text))


def normalised(text: str) -> str:
    """The text's words alone, in lower case: the same for texts that differ in punctuation and blanks only."""
    return re.sub("[-’']", " ", " ".join(words(text))).casefold()


def own_sentences(text: str) -> list[str]:
    """The sentences of a text, in which "…" stands for all that is quoted in ‘…’."""
    return _SENTENCE_END.split(_QUOTATION.sub(r"…\1", plain(text)))
