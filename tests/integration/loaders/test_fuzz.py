"""Damaged rows: no sync fails, none is dropped in silence, all of them heal.

The suite damages some rows of each generation; `GALAXY_LINEAGE_FUZZ=10000` says how many.
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from random import Random

import pytest
import sqlalchemy as sa

from loaders.quarantine import LONGEST
from loaders.sync import Mode, Report, sync
from tests.integration.loaders.columns import TABLES
from tests.integration.loaders.content import text
from tests.integration.loaders.mutations import Mutator, Row
from tests.unit.loaders.galaxy import Galaxy
from tests.unit.loaders.migrations import migrate

pytestmark = pytest.mark.service

GENERATIONS = ("G1", "G2f", "G3", "STEP_STATE")
AT_ONCE = 300
BATCHES = range(int(os.environ.get("GALAXY_LINEAGE_FUZZ", "1800")) // AT_ONCE)

HOMES = {
    "hda": "history_dataset_association",
    "hdca": "history_dataset_collection_association",
    "history": "history",
    "icj": "implicit_collection_jobs",
    "job": "job",
    "te": "tool_request",
    "tr": "tool_request",
    "user": "galaxy_user",
    "wf": "workflow",
    "wi": "workflow_invocation",
    "wis": "workflow_invocation_step",
}
"""Where the records of each kind of key are."""

MISSING = re.compile(r"[A-Z_]+: no (\w+)/([^;]*)")
"""An edge to something that is not there."""

BECAME = {
    "collection_id": ("dataset_collection ",),
    "dataset_collection_element_id": ("collection element ",),
    "dataset_id": ("dataset ",),
    "element_identifier": ("identifier",),
    "name": ("input", "output", "job_parameter", "collection element "),
    "populated_state": ("state",),
    "populated_state_message": ("state_message",),
    "tool_source_id": ("tool_source ",),
    "user_tname": ("tags",),
    "value": ("job_parameter",),
}
"""What a reason calls a column by another name: a property of the graph, or what it names."""

RULES = ("not used, as", "contains itself", "no collection element", "text that is no UTF-8")
"""Reasons for which no single value of the row itself is to blame; text of a job is also that of its execution."""


@pytest.fixture(scope="module")
def clean(demo_sqlite, tmp_path_factory, local_engine) -> Callable[[str], tuple[Galaxy, str]]:
    """The sample as one generation, and its dump."""
    folder, found = tmp_path_factory.mktemp("clean"), dict[str, tuple[Galaxy, str]]()

    def made(generation: str) -> tuple[Galaxy, str]:
        if generation not in found:
            galaxy = Galaxy(shutil.copy(demo_sqlite, folder / f"{generation}.sqlite"))
            if generation != "G1":
                migrate(galaxy.path, generation)
            with local_engine.emptied() as graph:
                sync(galaxy.url, graph)
                found[generation] = galaxy, text(graph)
        return found[generation]

    return made


def damaged_copy(galaxy, folder) -> Galaxy:
    return Galaxy(shutil.copy(galaxy.path, folder / "damaged.sqlite"))


@contextmanager
def mutator_of(galaxy, seed) -> Iterator[Mutator]:
    mutator = Mutator(galaxy.path, Random(seed))
    with closing(mutator.db):
        yield mutator


def reasons_of(graph) -> dict[Row, str]:
    rows = graph.read("sync/quarantined", prefix="main/quarantined/")
    keys = ((row["key"].split("/"), row["reason"]) for row in rows)
    return {(stream, int(row)): reason for (_, _, stream, row), reason in keys}


def check_counts(report: Report, mutator: Mutator, reasons: dict[Row, str]) -> None:
    """Every row of every table is accounted for."""
    for name, stream in report.streams.items():
        if name != "step_executions":
            assert stream.read == mutator.count(mutator.home(name)), name
        assert stream.read == stream.written + stream.unchanged + stream.quarantined, name
        assert stream.quarantined == sum(found == name for found, _ in reasons), name


def check_reasons(mutator: Mutator, reasons: dict[Row, str]) -> None:
    """Who must be quarantined is, and says why; who is quarantined must be."""
    certain, possible = mutator.quarantined()
    silent = {row: columns for row, columns in certain.items() if not _is_told(reasons.get(row, ""), columns)}
    assert silent == {}
    others = {row: why for row, why in reasons.items() if row not in certain.keys() | possible}
    assert {row: why for row, why in others.items() if not _is_true(mutator, why)} == {}


def _is_told(reason: str, columns: set[str]) -> bool:
    """Tell whether a reason names a column, or what became of it in the graph."""
    names = {name for column in columns for name in (column, *BECAME.get(column, ()))}
    return bool(MISSING.search(reason)) or any(name in reason for name in names) or len(reason) >= LONGEST


def _is_true(mutator: Mutator, reason: str) -> bool:
    named = [(HOMES[kind], id_) for kind, id_ in MISSING.findall(reason) if kind in HOMES]
    return any(rule in reason for rule in RULES) or not all(mutator.is_there(*row) for row in named)


@pytest.mark.parametrize("seed", BATCHES)
def test_damage_is_told_and_heals(local_graph, tmp_path, clean, seed):
    galaxy, expected = clean(GENERATIONS[seed % len(GENERATIONS)])
    damaged = damaged_copy(galaxy, tmp_path)
    with mutator_of(damaged, seed) as mutator:
        mutator.mutate(AT_ONCE)
        mutator.entangle()
        report, reasons = sync(damaged.url, local_graph), reasons_of(local_graph)
        check_counts(report, mutator, reasons)
        check_reasons(mutator, reasons)
    assert sync(galaxy.url, local_graph, mode=Mode.FULL).losses == []
    assert reasons_of(local_graph) == {}
    assert text(local_graph) == expected


def test_what_is_quarantined_heals_without_being_asked_for(local_graph, tmp_path, clean):
    """Bytes in columns of text, numbers and times: each row is read again at the next sync, though no clock moves."""
    galaxy, expected = clean("G1")
    damaged = damaged_copy(galaxy, tmp_path)
    with mutator_of(damaged, 0) as mutator:
        mutator.spoil(60)
        sync(damaged.url, local_graph)
        check_reasons(mutator, reasons_of(local_graph))
    shutil.copy(galaxy.path, damaged.path)
    report = sync(damaged.url, local_graph)
    assert report.losses == []
    assert sum(stream.read for stream in report.streams.values()) < 200
    assert text(local_graph) == expected


@pytest.mark.parametrize("generation", GENERATIONS)
def test_every_column_that_is_read_is_damaged(clean, generation):
    galaxy, _ = clean(generation)
    read: set[tuple[str, str]] = set()

    def watch(connection, _record):
        def note(action, table, column, *_more):
            if action == sqlite3.SQLITE_READ:
                read.add((table, column))
            return sqlite3.SQLITE_OK

        connection.set_authorizer(note)

    sa.event.listen(sa.Engine, "connect", watch)
    try:
        for stream in galaxy.streams():
            galaxy.load(stream)
    finally:
        sa.event.remove(sa.Engine, "connect", watch)
    known = {(table, column.name) for table, found in TABLES.items() for column in found.columns}
    known |= {(table, found.link) for table, found in TABLES.items()}
    with closing(sqlite3.connect(galaxy.path)) as db:
        tables = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert {(table, column) for table, column in read - known if table in tables and column not in ("", "id")} == set()
