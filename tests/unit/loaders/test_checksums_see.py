"""Whatever changes what a row wants in the graph changes its checksum: random changes to a sample of Galaxy's database.

Shows that the ways from table to table in the declaration of checksums are those that the streams go.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections import defaultdict
from contextlib import closing, suppress
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from loaders.checksums import STREAMS, chunk_sums
from loaders.generations import recognise
from loaders.keys import Keys
from loaders.record import Record
from loaders.source import open_source
from loaders.streams import Context, streams_of
from tests.unit.loaders.declared import columns_of
from tests.unit.loaders.migrations import migrate

VALUES = (None, "", 0, 1, 2, 3, 5, "x", "1", "ok", "error", "validated")

CHANGES = 6
"""How many cells change between two looks."""

CAPTURED = ("tool_executions", "step_executions")

CASES = [
    *(("G1", stream) for stream in STREAMS if stream not in CAPTURED),
    *(("G3", stream) for stream in ("tool_requests", "invocation_steps")),
    *(("G2b early", stream) for stream in ("tool_executions", "tool_sources", "jobs", "invocation_steps")),
    *(("G2f", stream) for stream in ("tool_executions", "tool_sources", "jobs", "implicit_collection_jobs")),
    *(("STEP_STATE", stream) for stream in ("step_executions", "jobs")),
]


@pytest.fixture(params=CASES, ids=" ".join)
def case(request, demo_sqlite, tmp_path):
    """A database of a generation, and the stream to look at."""
    generation, stream = request.param
    path = shutil.copy(demo_sqlite, tmp_path / "galaxy.sqlite")
    if generation != "G1":
        migrate(path, generation)
    return path, stream


@settings(max_examples=4, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(random=st.randoms(use_true_random=True))
def test_what_changes_in_the_graph_changes_a_checksum(case, random):
    path, stream = case
    url = f"sqlite:///{path}"
    wanted, sums = wants(url, stream), texts(url, stream)
    with closing(sqlite3.connect(path)) as galaxy:
        log = [change(galaxy, columns_by_table(stream), random) for _ in range(CHANGES)]
        galaxy.commit()
    assert not differing(wanted, wants(url, stream)) - differing(sums, texts(url, stream)), log


def differing(before, after):
    return {row for row in before.keys() | after.keys() if before.get(row) != after.get(row)}


def columns_by_table(stream):
    found: dict[str, set[str]] = defaultdict(set)
    for table, column in columns_of(stream):
        found[table].add(column)
    return found


def texts(url, stream):
    with open_source(url) as source:
        return chunk_sums(source, stream, 0, 100_000, 1)


def wants(url, stream):
    """What each row of a stream wants in the graph, as texts."""
    with open_source(url) as source:
        context = Context(source, Keys("main"), recognise(source))
        (kind,) = (kind for kind in streams_of(context.generation) if kind.name == stream)
        loaded = kind(context)
        records = [Record(row) for row in source.page(loaded.table, loaded.columns, -1, 100_000)]
        return wants_of(loaded.load(records), records)


def wants_of(batch, records):
    rows: dict[int, list[str]] = defaultdict(list)
    tools = {name.key: repr(node) for name, node in batch.nodes.items() if name.label == "ToolSource"}
    for name, node in batch.nodes.items():
        for row in () if name.key in tools else batch.rows[name.key]:  # shared: seen where edges lead to it
            rows[row].append(repr(node))
    for edge in batch.edges:
        for row in batch.rows[edge.owner[1]]:
            rows[row].append(repr(edge) + tools.get(edge.target, ""))
    for record in records:
        rows[record.id].extend(record.problems)
    return {row: sorted(texts) for row, texts in rows.items() if texts}


def change(galaxy: sqlite3.Connection, columns: dict[str, set[str]], random: Random) -> str:
    """Change a cell, delete a row or copy one, of those that checksums depend on; say what was done."""
    table = random.choice(sorted(columns))
    there = [row[1] for row in galaxy.execute(f"PRAGMA table_info('{table}')")]
    rows = [row[0] for row in galaxy.execute(f"SELECT rowid FROM {table}")] if there else []
    read = [name for name in there if name in columns[table] and name != "id"]
    if not (rows and read):
        return "nothing"
    row, column, kind, value = random.choice(rows), random.choice(read), random.random(), random.choice(VALUES)
    with suppress(sqlite3.IntegrityError):
        if kind < 0.1:
            galaxy.execute(f"DELETE FROM {table} WHERE rowid = ?", (row,))
            return f"delete {table} {row}"
        if kind < 0.2:
            names = ", ".join(name for name in there if name != "id")
            galaxy.execute(f"INSERT INTO {table} ({names}) SELECT {names} FROM {table} WHERE rowid = ?", (row,))
            return f"copy {table} {row}"
        if kind < 0.7:
            query = f"SELECT {column} FROM {table} WHERE rowid = ?"
            (value,) = galaxy.execute(query, (random.choice(rows),)).fetchone()
        galaxy.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (value, row))
    return f"{table} {row}: {column} = {value!r:.60}"
