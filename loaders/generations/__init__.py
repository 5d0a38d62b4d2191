"""Galaxy's schema generations, recognised by looking at tables and columns (galaxy/records.md 5)."""

from __future__ import annotations

from loaders.errors import UnsupportedGalaxy
from loaders.generations.base import Generation
from loaders.generations.g0 import G0
from loaders.generations.g1 import G1
from loaders.source import Source, open_source


def recognise(source: Source) -> Generation:
    """Return the adapter for this database; never by the alembic revision, which means several things."""
    if source.has("tool_execution_state") or source.has("workflow_invocation_step", "request_state"):
        raise UnsupportedGalaxy
    return G1(source) if source.has("tool_request") else G0(source)


COUNTED = (("history", "histories"), ("history_dataset_association", "datasets"), ("job", "jobs"))


def check(url: str) -> str:
    """Say in one line what is at this address: the generation and the highest ids, for `doctor`.

    Raises:
        LoadersError: it cannot be read.
    """
    with open_source(url) as source:
        counts = ", ".join(f"{name} up to {source.highest(table)}" for table, name in COUNTED)
        return f"Galaxy database, generation {recognise(source).name}: {counts}"


__all__ = ["Generation", "check", "recognise"]
