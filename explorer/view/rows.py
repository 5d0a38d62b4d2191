"""The rows of opened cards: a page of leaves of a collection, or of jobs of an execution."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final

from explorer.access import Access
from explorer.access.elements import collections_of, element_of
from explorer.access.view import View
from explorer.graph.drafts import is_collection
from explorer.refs import Ref
from explorer.view.model import Opened, Row

PAGE_ROWS: Final = 8
MOST_TIES: Final = 50
"""Datasets of one job that are named: more than a page of rows never stand beside it."""


def read_opened(access: Access, key: str, page: int) -> Opened | None:
    """Return one page of what a card holds; the last one where there are fewer. None when it holds nothing."""
    read = _read_leaves if is_collection(key) else _read_jobs
    total, values = read(access, key, page)
    if not values and total:
        page = (total - 1) // PAGE_ROWS
        total, values = read(access, key, page)
    if not values:
        return None
    rows = _leaves(access, values) if is_collection(key) else _jobs(access, values)
    return Opened(Ref.of_key(key), page, total, tuple(rows))


Values = Sequence[Sequence[Any]]


def _read_leaves(access: Access, key: str, page: int) -> tuple[int, Values]:
    return _first(access.graph.read("view/leaves", collection=key, skip=page * PAGE_ROWS, limit=PAGE_ROWS), "leaves")


def _read_jobs(access: Access, key: str, page: int) -> tuple[int, Values]:
    return _first(access.graph.read("view/jobs", execution=key, skip=page * PAGE_ROWS, limit=PAGE_ROWS), "jobs")


def _first(answer: Sequence[dict[str, Any]], column: str) -> tuple[int, Values]:
    return (answer[0]["total"], answer[0][column]) if answer else (0, [])


def _leaves(access: Access, values: Values) -> Iterable[Row]:
    view = access.view(key for key, *_ in values)
    for key, path, name, hid, state, extension, size in values:
        if not view.shows(key):
            yield Row(ref=view.ref(key))
        else:
            yield Row(
                ref=Ref.of_key(key),
                path=tuple(path or ()),
                name=name,
                hid=hid,
                state=state,
                extension=extension,
                file_size=size,
            )


def _jobs(access: Access, values: Values) -> Iterable[Row]:
    named = ((key, *reads, *writes, *collections_of(standing)) for key, *_, reads, writes, standing in values)
    view = access.view({each for keys in named for each in keys})
    for key, state, begun, ended, reads, writes, standing in values:
        if not view.shows(key):
            yield Row(ref=view.ref(key))
        else:
            yield Row(
                ref=Ref.of_key(key),
                path=element_of(standing, view),
                state=state,
                seconds=_seconds(begun, ended),
                reads=_refs(reads, view),
                writes=_refs(writes, view),
            )


def _refs(keys: Iterable[str], view: View) -> tuple[Ref, ...]:
    return tuple(Ref.of_key(key) for key in sorted(set(keys))[:MOST_TIES] if view.shows(key))


def _seconds(begun: str | None, ended: str | None) -> int | None:
    if not begun or not ended:
        return None
    return round((datetime.fromisoformat(ended) - datetime.fromisoformat(begun)).total_seconds())
