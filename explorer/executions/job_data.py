"""What the jobs of an execution themselves read and wrote, a page at a time: element by element."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from explorer.access import Access
from explorer.access.access import forbidden
from explorer.access.elements import collections_of, element_of
from explorer.access.view import View
from explorer.errors import BadRequest
from explorer.executions.reading import resolve_execution
from explorer.graph.model import Named
from explorer.refs import Ref

MOST_JOBS: Final = 200
"""Jobs of a page at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JobItem:
    """What a job read or wrote, under the name of an input or output; `path`: which element of it.

    `stands_for`: what a request may have named in its place, the collections that hold it and what it is a copy or a
    conversion of.
    """

    name: str | None
    item: Named
    path: tuple[str, ...] = ()
    stands_for: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class JobData:
    """One job; `path`: the element that it worked on, from the outside in."""

    ref: Ref
    state: str | None = None
    path: tuple[str, ...] = ()
    read: tuple[JobItem, ...] = ()
    written: tuple[JobItem, ...] = ()


@dataclass(frozen=True, slots=True)
class JobPage:
    """A page of the jobs of an execution, in the order of their elements; `total`: how many there are."""

    total: int
    rows: tuple[JobData, ...]


def read_job_data(access: Access, ref: Ref, limit: int, offset: int) -> JobPage:
    """Return what the jobs of an execution read and wrote.

    Raises:
        NotFound: there is no such execution.
        Forbidden: the caller may not read it.
        BadRequest: there is no such page.
    """
    if not 1 <= limit <= MOST_JOBS or offset < 0:
        raise BadRequest(f"limit must be 1 to {MOST_JOBS}, offset 0 or more.")
    key = resolve_execution(access.graph, ref)
    if not access.may_read(key):
        raise forbidden(ref)
    row = access.graph.read("executions/job_data", execution=key, skip=offset, limit=limit)[0]
    view = access.view({each for job in row["jobs"] for each in _named(job)})
    return JobPage(row["total"], tuple(_job(job, view) for job in row["jobs"]))


def _named(job: Sequence[Any]) -> Iterator[str]:
    """Yield the keys of all that a job names."""
    key, _, read, written, standing = job
    yield from (key, *collections_of(standing))
    for item, *_, others in (*read, *written):
        yield from (item, *others)


def _job(values: Sequence[Any], view: View) -> JobData:
    key, state, read, written, standing = values
    if not view.shows(key):
        return JobData(ref=view.ref(key))
    return JobData(
        ref=Ref.of_key(key),
        state=state,
        path=element_of(standing, view),
        read=_items(read, view),
        written=_items(written, view),
    )


def _items(values: Sequence[Sequence[Any]], view: View) -> tuple[JobItem, ...]:
    found = [_item(each, view) for each in values]
    return tuple(sorted(found, key=_place))


def _place(one: JobItem) -> tuple[int, str, int, str, tuple[str, ...]]:
    return one.item.hid or 0, one.item.ref.src, one.item.ref.id, one.name or "", one.path


def _item(values: Sequence[Any], view: View) -> JobItem:
    key, hid, called, name, path, others = values
    if not view.shows(key):
        return JobItem(name=name, item=Named(ref=view.ref(key), name=None))
    stands_for = tuple(Ref.of_key(other) for other in sorted(set(others)) if view.shows(other))
    return JobItem(
        name=name, item=Named(ref=Ref.of_key(key), name=called, hid=hid), path=tuple(path or ()), stands_for=stands_for
    )
