"""Export: a view as a picture, and lineage as files for other programs."""

from explorer.export.data import DATA, DataFormat, collect
from explorer.export.png import draw_png
from explorer.export.svg import draw_svg

__all__ = ["DATA", "DataFormat", "collect", "draw_png", "draw_svg"]
