"""Which rows belong to some histories: what `sync --history` reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from more_itertools import chunked

from loaders.errors import NoSuchHistory
from loaders.feeds.touch import ICJ, STEPS, Touch
from loaders.generations.base import HDCA, MEMBERS
from loaders.source import Row, Source

HDA = "history_dataset_association"
AT_ONCE = 1000
"""How many items are looked at at once."""


def require_histories(source: Source, histories: Sequence[int]) -> None:
    """Raise `NoSuchHistory` when Galaxy does not have all of these."""
    missing = set(histories) - {row["id"] for row in source.lookup("history", (), "id", histories)}
    if missing:
        named = ", ".join(map(str, sorted(missing)))
        raise NoSuchHistory(f"Galaxy has no history {named}: give the decimal id that its database has.")


def touch_histories(touch: Touch, histories: Sequence[int]) -> Iterator[None]:
    """Touch what belongs to these histories: whose they are, all that is in them, and all that made it.

    Yields whenever enough was touched to be written down.
    """
    _touch_people(touch, histories)
    touch.add("histories", histories)
    for rows in _pages(touch.source, HDA, ("id",), histories):
        touch.add("datasets", (row["id"] for row in rows))
        _touch_jobs(touch, _writers(touch.source, "job_to_output_dataset", "dataset_id", rows))
        yield
    for rows in _pages(touch.source, HDCA, ("id", ICJ), histories):
        touch.add("collections", (row["id"] for row in rows))
        touch.mapped(row[ICJ] for row in rows)
        _touch_jobs(touch, _writers(touch.source, "job_to_output_dataset_collection", "dataset_collection_id", rows))
        yield
    for rows in _pages(touch.source, "job", ("id",), histories):
        _touch_jobs(touch, (row["id"] for row in rows))
        yield
    for rows in _pages(touch.source, "tool_request", ("id",), histories):
        ids = [row["id"] for row in rows]
        touch.add("tool_requests", ids)
        touch.with_requests(ids)
        yield
    for rows in _pages(touch.source, "workflow_invocation", ("id", "workflow_id"), histories):
        _touch_invocations(touch, rows)
        yield


def _touch_people(touch: Touch, histories: Sequence[int]) -> None:
    touch.add("users", (row["user_id"] for row in touch.source.lookup("history", ("user_id",), "id", histories)))
    shares = touch.source.lookup("history_user_share_association", ("user_id",), "history_id", histories)
    touch.add("users", (row["user_id"] for row in shares))


def _touch_jobs(touch: Touch, jobs: Iterable[int | None]) -> None:
    jobs = sorted({job for job in jobs if job is not None})
    touch.linked_jobs(jobs)
    touch.mapped(member.icj for member in touch.generation.memberships(jobs).values())
    steps = touch.source.lookup(STEPS, ("id",), "job_id", jobs)
    touch.add("step_executions", (row["id"] for row in steps))
    rows = touch.source.lookup("job", ("tool_request_id",), "id", jobs)
    touch.add("tool_requests", (row["tool_request_id"] for row in rows))


def _touch_invocations(touch: Touch, rows: Sequence[Row]) -> None:
    ids = [row["id"] for row in rows]
    touch.add("invocations", ids)
    touch.add("workflows", (row["workflow_id"] for row in rows))
    steps = list(touch.source.lookup(STEPS, ("id", "job_id", ICJ), "workflow_invocation_id", ids))
    touch.steps(row["id"] for row in steps)
    icjs = sorted({row[ICJ] for row in steps} - {None})
    members = touch.source.lookup(MEMBERS, ("job_id",), ICJ, icjs)
    _touch_jobs(touch, (*(row["job_id"] for row in steps), *(row["job_id"] for row in members)))
    touch.mapped(icjs)


def _writers(source: Source, table: str, by: str, rows: Iterable[Row]) -> Iterator[int | None]:
    return (row["job_id"] for row in source.lookup(table, ("job_id",), by, (row["id"] for row in rows)))


def _pages(source: Source, table: str, columns: tuple[str, ...], histories: Sequence[int]) -> Iterator[list[Row]]:
    return chunked(source.lookup(table, columns, "history_id", histories), AT_ONCE)
