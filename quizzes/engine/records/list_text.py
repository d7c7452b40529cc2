"""Decode a staff list from a file, as spreadsheets, payroll systems and editors save it."""

import codecs
import re
from encodings import cp1252

from quizzes.engine.errors import WireError

MAX_BYTES = 5_000_000
"""A list of everybody in a large county has about half of this."""

# How workbooks of all spreadsheet programs begin: as a zip file, or as an old Excel file.
_WORKBOOKS = (b"PK\3\4", b"PK\5\6", b"\xd0\xcf\x11\xe0")

# Web pages that are named .xls, letters in RTF, PDFs.
_MARKUP = re.compile(r"\s*(<|\{|%PDF)")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")


def decoded_list(data: bytes) -> str:
    """Decode a list in UTF-8, in UTF-16, or in Windows-1252, in which Excel saves plain CSV.

    Raises WireError "workbook", "too-large", or "not-text" for any other file.
    """
    if data.startswith(_WORKBOOKS):
        raise WireError("workbook", "the list is a workbook; save it as CSV (UTF-8)")
    if len(data) > MAX_BYTES:
        raise WireError("too-large", f"the list must have at most {MAX_BYTES} bytes")
    try:
        text = _text(data)
    except UnicodeDecodeError as error:
        raise WireError("not-text", f"the list must be a text: {error}") from None
    if _CONTROLS.search(text) or _MARKUP.match(text):
        raise WireError("not-text", "the list must be a table in plain text")
    return text


def _text(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16")
    # Without a mark, every other byte of a text in UTF-16 is zero, as long as it is mostly in Latin letters.
    for offset, mark in ((1, codecs.BOM_UTF16_LE), (0, codecs.BOM_UTF16_BE)):
        if data.count(0) > len(data) // 4 and data[offset::2].count(0) == data.count(0):
            return (mark + data).decode("utf-16")
    try:
        return data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError:
        return codecs.charmap_decode(data, "strict", cp1252.decoding_table)[0]
