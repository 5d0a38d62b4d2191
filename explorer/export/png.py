"""The picture as PNG, drawn from the SVG by resvg: no browser and no library of the system."""

from __future__ import annotations

from typing import Final

from explorer.errors import BadRequest

MOST_PIXELS: Final = 64_000_000
"""A larger picture takes too much memory (4 bytes a pixel); SVG has no such bound."""

SCALE: Final = 2.0
"""Sharp on a slide, and on a screen that has two pixels for one."""


def draw_png(svg: str, width: int, height: int) -> bytes:
    """Return the picture in pixels: two for a unit, fewer for a large one.

    Raises:
        BadRequest: it would have too many even at a quarter of its size.
    """
    import resvg_py  # noqa: PLC0415 - a library of some MB that only this needs

    scale = min(SCALE, (MOST_PIXELS / max(width * height, 1)) ** 0.5)
    if scale < 1 / 4:
        raise BadRequest("This picture is too large for a PNG: filter it, or take the SVG.")
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=scale, sans_serif_family="DejaVu Sans"))
