"""No stream reads what the checksums of its rows do not depend on: a later column cannot be forgotten.

While each stream loads a sample of Galaxy's database, in every generation, all columns that its statements name are
noted. Whether the ways from row to row are right is shown by tests/unit/loaders/test_checksums_see.py.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest
import sqlalchemy as sa

from loaders.checksums import STREAMS
from loaders.generations import recognise
from loaders.keys import Keys
from loaders.record import Record
from loaders.source import Source, open_source
from loaders.streams import Context, streams_of
from tests.unit.loaders.declared import Column, columns_of
from tests.unit.loaders.migrations import GENERATIONS, migrate
from tests.unit.loaders.test_generations import OLDER

NOT_SUMMED: dict[tuple[str, str], str] = {
    ("tool_requests", "job_parameter"): "only tells numbered input names apart; written with its job, seen in jobs",
    ("tool_executions", "job_parameter"): "the same",
    ("step_executions", "job_parameter"): "the same",
    ("implicit_collection_jobs", "job_parameter"): "the same",
}
"""Tables that a stream reads, and why the checksums of its rows need not see them."""

SAID_ELSEWHERE: dict[tuple[str, Column], str] = {
    ("tool_requests", ("job", "tool_state")): "only tells numbered input names apart; seen in jobs",
    ("tool_executions", ("job", "tool_state")): "the same",
    ("step_executions", ("job", "tool_state")): "the same",
    ("implicit_collection_jobs", ("job", "tool_state")): "the same",
}
"""Columns that a stream reads, and why the checksums of its rows need not see them."""


@contextmanager
def recorded(source: Source) -> Iterator[set[Column]]:
    """Give the set of columns that statements name, as it grows."""
    seen: set[Column] = set()

    def note(_connection, statement, *_others):
        for element in sa.sql.visitors.iterate(statement):
            if isinstance(element, sa.ColumnClause) and (table := table_of(element)):
                seen.add((table, element.name))

    sa.event.listen(source._connection, "before_execute", note)
    try:
        yield seen
    finally:
        sa.event.remove(source._connection, "before_execute", note)


def table_of(column: sa.ColumnClause) -> str | None:
    """The table of a column, also under another name."""
    relation = column.table
    while isinstance(relation, sa.Alias):
        relation = relation.element
    return relation.name if isinstance(relation, sa.TableClause) else None


@pytest.fixture(params=["G0", "G1", *GENERATIONS])
def database(request, demo_sqlite, tmp_path):
    path = shutil.copy(demo_sqlite, tmp_path / "galaxy.sqlite")
    if request.param in GENERATIONS:
        migrate(path, request.param)
    with closing(sqlite3.connect(path)) as connection:
        for statement in OLDER.get(request.param, ()):
            if statement.startswith("DROP TABLE"):
                connection.execute(statement)
    return f"sqlite:///{path}"


def test_what_a_stream_reads_is_declared(database):
    undeclared: dict[str, list[Column]] = {}
    with open_source(database) as source:
        context = Context(source, Keys("main"), recognise(source))
        for kind in streams_of(context.generation):
            stream = kind(context)
            with recorded(source) as seen:
                rows = source.page(stream.table, stream.columns, -1, 10_000)
                stream.load([Record(row) for row in rows])
            exempt = {column for name, column in SAID_ELSEWHERE if name == stream.name}
            missing = seen - columns_of(stream.name) - exempt
            undeclared[stream.name] = sorted(c for c in missing if (stream.name, c[0]) not in NOT_SUMMED)
    assert undeclared == {name: [] for name in undeclared}


def test_every_stream_has_a_declaration():
    names = {kind.name for kind in streams_of_all()}
    assert names == STREAMS.keys()


def streams_of_all():
    """All streams of all generations."""
    from loaders import streams  # noqa: PLC0415 - only its tables are wanted

    yield from streams.STREAMS
    for instead in (streams.WITH_EXECUTIONS, streams.WITH_STEPS):
        for kinds in instead.values():
            yield from kinds
