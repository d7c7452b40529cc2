"""The colours in quizzes/web/styles/tokens.css have enough contrast in both schemes (WCAG 1.4.3, 1.4.11)."""

import re

import pytest

from tests.building import ROOT

CSS = (ROOT / "quizzes/web/styles/tokens.css").read_text(encoding="utf-8")
GROUNDS = ("md-default-bg-color", "hb-surface", "hb-tint", "hb-brand-tint", "hb-stage")
TEXT, CONTROL = 4.5, 3.0

# Foreground, background, and the contrast that they need.
PAIRS = [
    *((ink, ground, TEXT) for ink in ("hb-ink", "hb-muted", "md-typeset-a-color") for ground in GROUNDS),
    *((f"hb-{grade}", f"hb-{grade}-bg", TEXT) for grade in ("best", "acc", "poor", "harm")),
    *((f"hb-{grade}", "hb-surface", TEXT) for grade in ("best", "acc", "poor", "harm")),
    *(("hb-ink", f"hb-{grade}-bg", TEXT) for grade in ("best", "acc", "poor", "harm")),
    *((ink, "hb-slip", TEXT) for ink in ("hb-ink", "hb-slip-ink", "md-typeset-a-color")),
    ("hb-on-brand", "hb-brand", TEXT),
    ("md-primary-bg-color", "md-primary-fg-color", TEXT),
    *((drawn, ground, CONTROL) for drawn in ("hb-ctl", "hb-focus", "hb-brand") for ground in GROUNDS),
    ("hb-gorse", "md-primary-fg-color", CONTROL),
    ("hb-focus", "hb-slip", CONTROL),
]


def tokens(scheme: str) -> dict[str, str]:
    """Return a scheme's colours by name, including those that both schemes share."""
    rules: dict[str, str] = dict(re.findall(r"([^{}]+)\{([^{}]*)\}", CSS))
    found: dict[str, str] = {}
    for name, body in rules.items():
        if "primary=" in name and ("slate" not in name or scheme == "slate"):
            found |= dict(re.findall(r"--([\w-]+): (#[0-9a-f]+);", body))
    return found


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, #rgb or #rrggbb, from 1 to 21 (WCAG 2)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_colours_contrast_enough(scheme: str) -> None:
    """Text has a contrast of at least 4.5 on every background; controls, focus and progress have 3."""
    colours = tokens(scheme)
    found = {(on, ground): contrast(colours[on], colours[ground]) for on, ground, _ in PAIRS}
    assert {pair: round(found[pair[:2]], 2) for pair in PAIRS if found[pair[:2]] < pair[2]} == {}


def test_contrast_is_measured_as_wcag_does() -> None:
    """Contrast is 21 for black on white, 1 for a colour on itself, and 4.48 for #777 on white."""
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#867983", "#867983") == 1
    assert contrast("#777777", "#fff") == pytest.approx(4.48, abs=0.01)
