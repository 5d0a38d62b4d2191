"""Galaxy's schema generations, recognised by looking at tables and columns (galaxy/records.md 5)."""

from __future__ import annotations

from loaders.generations.base import Generation
from loaders.generations.g0 import G0
from loaders.generations.g1 import G1
from loaders.source import Source


def recognise(source: Source) -> Generation:
    """Return the adapter for this database; never by the alembic revision, which means several things."""
    return G1(source) if source.has("tool_request") else G0(source)


__all__ = ["Generation", "recognise"]
