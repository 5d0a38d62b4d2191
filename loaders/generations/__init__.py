"""Galaxy's schema generations, recognised by looking at tables and columns (galaxy/records.md 5)."""

from __future__ import annotations

from loaders.generations.base import Generation
from loaders.generations.g0 import G0
from loaders.generations.g1 import G1, G2a
from loaders.generations.g2 import G2
from loaders.generations.g3 import G3
from loaders.generations.step_state import StepState
from loaders.source import Source, open_source

SIGNS: tuple[tuple[tuple[str, ...], type[Generation]], ...] = (
    (("tool_execution_state",), G2),
    (("workflow_invocation_step", "request_state"), StepState),
    (("tool_request", "request_state"), G3),
    (("tool_source", "tool_id"), G2a),
    (("tool_request",), G1),
)
"""The table, or table and column, by which each generation is known; the latest first."""


def recognise(source: Source) -> Generation:
    """Return the adapter for this database; never by the alembic revision, which means several things."""
    kind = next((kind for sign, kind in SIGNS if source.has(*sign)), G0)
    return kind(source)


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
