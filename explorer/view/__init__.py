"""What the canvas shows: a history or a lineage, as far as somebody opened it, with the place of every card."""

from explorer.view.model import View
from explorer.view.question import Filters, ViewQuestion

__all__ = ["Filters", "View", "ViewQuestion"]
