"""Checksums of chunks of a stream's rows and of all that belongs to them; PostgreSQL computes them itself.

Two texts of one chunk are equal as long as nothing has changed that the chunk's rows depend on in the graph; they
differ when anything has, deletions included. What belongs to a stream's rows is declared in `items` and `work`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import nullcontext

import sqlalchemy as sa

from loaders.checksums import items, work
from loaders.checksums.pairs import Paths, Range, select_rows
from loaders.checksums.reach import Part, Rows, Shared
from loaders.checksums.sums import engine_of
from loaders.source import Source

STREAMS: Mapping[str, Rows] = {
    "users": items.USERS,
    "histories": items.HISTORIES,
    "datasets": items.DATASETS,
    "collections": items.COLLECTIONS,
    "tool_requests": work.TOOL_REQUESTS,
    "tool_executions": work.TOOL_EXECUTIONS,
    "step_executions": work.STEP_EXECUTIONS,
    "tool_sources": work.TOOL_SOURCES,
    "implicit_collection_jobs": work.IMPLICIT_COLLECTION_JOBS,
    "jobs": work.JOBS,
    "workflows": work.WORKFLOWS,
    "invocations": work.INVOCATIONS,
    "invocation_steps": work.INVOCATION_STEPS,
}

AT_ONCE = 200_000
"""How many owner ids one statement covers, or one chunk if that is more: what it keeps in memory stays bounded."""


FEW = 2000
"""So few owner ids are looked up one by one; for more it is quicker to read tables as a whole."""


def parts_of(source: Source, stream: str, *, clockless_only: bool = False) -> tuple[Part | Shared, ...]:
    """Return the parts of a stream, in the order in which its texts name them; none where there is no such stream."""
    declared = STREAMS[stream]
    if declared.needs and not source.has(*declared.needs):
        return ()
    return tuple(part for part in declared.parts if part.clockless or not clockless_only)


def chunk_sums(  # noqa: PLR0913 - a stream, a range and a size
    source: Source, stream: str, low: int, high: int, size: int, *, clockless_only: bool = False
) -> dict[int, str]:
    """Return one text for each chunk that has rows; chunk `n` are the ids from `n * size` to below `(n + 1) * size`.

    Args:
        source: the open database.
        stream: the stream's name.
        low: the first id.
        high: the last id; a chunk that is not in the range as a whole is summed up only as far as it is.
        size: how many ids a chunk has.
        clockless_only: only the parts that change without a clock or a new id.
    """
    parts = parts_of(source, stream, clockless_only=clockless_only)
    engine, texts = engine_of(source), dict[int, list[str]]()
    with engine.planned_for_few(source) if high - low < FEW else nullcontext():
        for owners in _ranges(low, high, size):
            paths = Paths(source, owners)
            rows = {place: found for place, part in enumerate(parts) if (found := select_rows(paths, part)) is not None}
            for place, chunk, count, total in engine.sums(source, rows, size):
                texts.setdefault(chunk, [""] * len(parts))[place] = f"{count}.{total:x}"
    return {chunk: " ".join(found) for chunk, found in sorted(texts.items())}


def owners(source: Source, stream: str, low: int, high: int) -> list[int]:
    """Return the ids of the stream's own rows in a range, in order."""
    if not parts_of(source, stream):
        return []
    table = sa.table(STREAMS[stream].table, sa.column("id"))
    statement = sa.select(table.c.id).where(table.c.id.between(low, high)).order_by(table.c.id)
    return [row[0] for row in source.select(statement)]


def _ranges(low: int, high: int, size: int) -> Iterator[Range]:
    """Cut a range between chunks."""
    step = max(1, AT_ONCE // size) * size
    start = low
    while start <= high:
        end = min((start // step + 1) * step - 1, high)
        yield Range(start, end)
        start = end + 1


__all__ = ["STREAMS", "chunk_sums", "owners", "parts_of"]
