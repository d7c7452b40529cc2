"""Choose a few pages that together have every part of all pages, for checks that are too slow for every page."""

from collections.abc import Mapping


def covering[Page, Part](parts: Mapping[Page, set[Part]]) -> list[Page]:
    """Return each page that has a part which none before it has. So the order of ``parts`` decides between pages."""
    covered: set[Part] = set()
    chosen = []
    for page, found in parts.items():
        if not found <= covered:
            chosen.append(page)
            covered |= found
    return chosen


def richest_first[Part](parts: Mapping[str, set[Part]]) -> dict[str, set[Part]]:
    """Return the same parts by page, those with the most parts first, so that ``covering`` needs few pages."""
    return {page: parts[page] for page in sorted(parts, key=lambda page: (-len(parts[page]), page))}
