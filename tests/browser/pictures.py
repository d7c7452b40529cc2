"""Pictures held against stored ones, so that another machine's way with fonts passes, and another look does not.

Both are made smaller, which leaves little of how an edge was smoothed; then no tile may have many pixels that differ.
"""

from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops

SCALE = 0.375
"""Of the page's pixels: what pictures are taken and stored at. A border stays a pixel wide."""

_SHRUNK = 2
_DIFFERS = 14  # of 255, in any one channel
_TILE = 16  # pixels a side, after shrinking: 85 of the page’s
_SHARE = 0.05  # of a tile: a line across it has a sixteenth
_HEIGHT = 4  # pixels, by which rounded heights may add up


def save_picture(png: bytes, path: Path) -> None:
    """Write a picture, without loss."""
    path.parent.mkdir(exist_ok=True)
    _opened(png).save(path, lossless=True, method=6)


def compare_pictures(png: bytes, path: Path) -> tuple[str, Image.Image | None]:
    """What differs from the stored picture, in words, and as a picture of where; nothing where the two are alike."""
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
    shares = differs.reduce(_TILE)  # a tile's mean is its share, of 255
    worst = shares.getextrema()[1]
    assert isinstance(worst, int | float)
    if worst <= _SHARE * 255:
        return "", None
    tiles = sum(shares.histogram()[int(_SHARE * 255) + 1 :])
    red = Image.new("RGB", differs.size, "red")
    return f"{tiles} tiles differ, the worst in {worst / 2.55:.0f}% of it", Image.composite(red, both[0], differs)


def _opened(png: bytes) -> Image.Image:
    return Image.open(BytesIO(png)).convert("RGB")
