"""What the declaration of checksums says that each stream reads, as plain sets."""

from __future__ import annotations

from collections.abc import Iterator

from loaders.checksums import STREAMS
from loaders.checksums.reach import Around, Either, Part, Reach, Shared, Through, Within

Column = tuple[str, str]
"""A table and one of its columns."""

ELEMENTS = "dataset_collection_element"


def parts_in(part: Part | Shared) -> Iterator[Part]:
    """Yield a part, or all those inside a shared one."""
    if isinstance(part, Part):
        yield part
    else:
        for inner in part.parts:
            yield from parts_in(inner)


def columns_of(stream: str) -> set[Column]:
    """Return all columns that the checksums of a stream depend on."""
    found: set[Column] = set()
    for part in STREAMS[stream].parts:
        if isinstance(part, Shared):
            found.update(columns_on_the_way(part.of))
        for inner in parts_in(part):
            found.update((inner.table, column) for column in ("id", inner.by, *inner.columns))
            found.update(columns_on_the_way(inner.of))
            found.update(column for other in inner.unless for column in (other, (other[0], "id")))
    return found


def columns_on_the_way(reach: Reach) -> Iterator[Column]:
    match reach:
        case Through():
            yield from ((reach.table, reach.by), (reach.table, reach.column))
            yield from columns_on_the_way(reach.of)
        case Within(of) | Around(of):
            yield from ((ELEMENTS, "dataset_collection_id"), (ELEMENTS, "child_collection_id"))
            yield from columns_on_the_way(of)
        case Either(reaches):
            for one in reaches:
                yield from columns_on_the_way(one)
