"""Decode the texts that people hand in, as whatever program they used has saved them."""

import codecs


def decoded(data: bytes) -> str:
    """Decode a text in UTF-8, or in UTF-16 with a byte-order mark. Invalid bytes become U+FFFD. Never raises."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    return data.removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace")
