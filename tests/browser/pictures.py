"""Compare screenshots with stored pictures. Small differences in font rendering pass; visible changes do not.

Both pictures are shrunk, which evens out smoothed edges. Then no tile may have many pixels that differ.
"""

from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops

SCALE = 0.375
"""The scale at which pictures are taken and stored. A border is still a pixel wide."""

_SHRUNK = 2
_DIFFERS = 14  # of 255, in any one channel
_TILE = 16  # pixels per side after shrinking, which are 85 of the page’s
_SHARE = 0.05  # of a tile; a line across it has a sixteenth
_HEIGHT = 4  # pixels, because rounded heights may add up


def save_picture(png: bytes, path: Path) -> None:
    """Save a picture without loss."""
    path.parent.mkdir(exist_ok=True)
    _opened(png).save(path, lossless=True, method=6)


def compare_pictures(png: bytes, path: Path) -> tuple[str, Image.Image | None]:
    """Describe how a screenshot differs from the stored picture, in words and as a picture; ``"", None`` if equal."""
    now, then = _opened(png), Image.open(path).convert("RGB")
    if now.width != then.width or abs(now.height - then.height) > _HEIGHT:
        return f"it is {now.size}, and was {then.size}", now
    size = (now.width, min(now.height, then.height))
    both = [each.crop((0, 0, *size)).reduce(_SHRUNK) for each in (now, then)]
    channels = ImageChops.difference(*both).split()
    largest = channels[0]
    for channel in channels[1:]:
        largest = ImageChops.lighter(largest, channel)
    differs = largest.point(lambda value: 255 if value > _DIFFERS else 0)
    shares = differs.reduce(_TILE)  # the mean of a tile is its share of differing pixels, from 0 to 255
    worst = shares.getextrema()[1]
    assert isinstance(worst, int | float)
    if worst <= _SHARE * 255:
        return "", None
    tiles = sum(shares.histogram()[int(_SHARE * 255) + 1 :])
    red = Image.new("RGB", differs.size, "red")
    return f"{tiles} tiles differ, the worst in {worst / 2.55:.0f}% of it", Image.composite(red, both[0], differs)


def _opened(png: bytes) -> Image.Image:
    return Image.open(BytesIO(png)).convert("RGB")
