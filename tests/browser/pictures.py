"""Take pictures and compare them with stored ones. Small differences in font rendering pass; visible changes do not.

Both pictures are shrunk, which evens out smoothed edges. Then no tile may have many pixels that differ.
"""

from base64 import b64decode
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops
from playwright.sync_api import FloatRect, Page

SCALE = 0.375
"""The scale at which pictures are taken and stored. A border is still a pixel wide."""

MAX_HEIGHT = 40_000
"""The height in pixels of the page that a picture can show. Chromium draws 16,384 pixels, which are 43,690 of the page.
"""

_SHRUNK = 2
_DIFFERS = 14  # of 255, in any one channel
_TILE = 16  # pixels per side after shrinking, which are 85 of the page’s
_SHARE = 0.05  # of a tile; a line across it has a sixteenth
_HEIGHT = 4  # pixels, because rounded heights may add up


class Camera:
    """Takes pictures of a page through Chromium's tools.

    Playwright compresses pictures as well as it can, and lays the page out again and again for each.
    """

    def __init__(self, page: Page) -> None:
        self._session = page.context.new_cdp_session(page)

    def resize(self, width: int) -> None:
        """Give the page a width in pixels, and the pictures' scale, until this or another width is set."""
        size = {"width": width, "height": 900}
        self._session.send("Emulation.setDeviceMetricsOverride", {**size, "deviceScaleFactor": SCALE, "mobile": False})

    def take[Key](self, boxes: dict[Key, FloatRect]) -> dict[Key, Image.Image]:
        """Take one picture of several parts of the page, which are below each other, and cut it up."""
        (first, *_), (*_, last) = boxes.values(), boxes.values()
        clip = {**first, "height": last["y"] + last["height"] - first["y"], "scale": 1}
        options = {"captureBeyondViewport": True, "optimizeForSpeed": True, "clip": clip}
        png = self._session.send("Page.captureScreenshot", options)["data"]
        everything = Image.open(BytesIO(b64decode(png))).convert("RGB")
        pictures = {}
        for key, box in boxes.items():
            top, height = round((box["y"] - first["y"]) * SCALE), round(box["height"] * SCALE)
            pictures[key] = everything.crop((0, top, everything.width, top + height))
        return pictures


def save_picture(picture: Image.Image, path: Path) -> None:
    """Save a picture without loss."""
    path.parent.mkdir(exist_ok=True)
    picture.save(path, lossless=True, method=6)


def compare_pictures(now: Image.Image, path: Path) -> tuple[str, Image.Image | None]:
    """Describe how a picture differs from the stored one, in words and as a picture; ``"", None`` if equal."""
    then = Image.open(path).convert("RGB")
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
