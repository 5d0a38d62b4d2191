"""Pictures that are kept: the tutorial's, which are what the main views are held against.

A picture is made anew with `GALAXY_LINEAGE_PICTURES=new`; without it, it is compared. Both are shrunk first, so that
how one machine smooths a letter does not count, and a card that has moved, a colour or a missing line does.
"""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import Page

DOCS = Path(__file__).parents[2] / "docs"
FOLDER = DOCS / "tutorial" / "pictures"
IMAGES = DOCS / "images"
"""That of the README."""

SIZE = (1200, 750)
SHRUNK = (300, 188)
COLOURS = 192
"""So many colours do for an interface, in a third of the bytes."""

MOST = 1.5
"""Mean difference of a pixel's channel, of 255, that passes."""

HIDE = "document.querySelectorAll('.synced').forEach(one => { one.style.visibility = 'hidden'; })"
"""Hides what tells the age of the graph."""


def check(page: Page, name: str, folder: Path = FOLDER) -> None:
    """Compare the page with the picture of that name, or make the picture."""
    page.evaluate(HIDE)
    shot = Image.open(BytesIO(page.screenshot(animations="disabled"))).convert("RGB")
    path = folder / f"{name}.png"
    if os.environ.get("GALAXY_LINEAGE_PICTURES") == "new":
        folder.mkdir(exist_ok=True)
        shot.quantize(COLOURS).save(path, optimize=True)
    kept = Image.open(path).convert("RGB")
    assert shot.size == kept.size
    assert difference(shot, kept) <= MOST, f"{name} does not look as it did: see {path}"


def difference(one: Image.Image, other: Image.Image) -> float:
    """Return how far two pictures are from each other, as the mean over all pixels and channels."""
    small = [each.resize(SHRUNK, Image.Resampling.BOX) for each in (one, other)]
    means = ImageStat.Stat(ImageChops.difference(*small)).mean
    return sum(means) / len(means)
