"""Reading in a process of its own: the same rows, the same graph, and a clean end whatever happens."""

import sqlite3

import psutil
import pytest

import loaders.sync
from cypher.dump import dump
from loaders.child import sendable
from loaders.errors import SourceNotFound, SourceUnavailable
from loaders.generations import recognise
from loaders.keys import Keys
from loaders.packed import packed
from loaders.positions import EVERYTHING, Range
from loaders.reader import Place, Task, open_reader
from loaders.reading import Reading
from loaders.source import open_source
from loaders.streams import Context, streams_of
from loaders.sync import sync


def url_of(path):
    return f"sqlite:///{path}"


@pytest.fixture
def source(demo_sqlite):
    with open_source(url_of(demo_sqlite)) as source:
        yield source


@pytest.fixture
def reader(source, demo_sqlite):
    with open_reader(Place(url_of(demo_sqlite), "main", source.export_snapshot())) as reader:
        yield reader


@pytest.fixture
def always_in_a_process(monkeypatch):
    monkeypatch.setattr(loaders.sync, "MANY", 0)


def wanted(prepared):
    part, batch = prepared.part, prepared.batch
    problems = [record.problems for record in part.records]
    rows = part.asked, part.covered, part.is_fresh, problems, prepared.still_open
    return *rows, batch.nodes, batch.edges, batch.owned, batch.rows, prepared.packed, prepared.packed_for


def read_here(stream, unread):
    for prepared in Reading(stream).new(unread, 0):
        yield wanted(packed(prepared) if prepared.part.is_fresh else prepared)
        stream.settle(prepared.batch)


def test_the_process_reads_what_we_would_read(source, reader):
    context = Context(source, Keys("main"), recognise(source))
    for kind in streams_of(context.generation):
        there = [wanted(prepared) for prepared in reader.new(Task(kind.name, [EVERYTHING], 0))]
        assert there == list(read_here(kind(context), [EVERYTHING])), kind.name


def test_it_reads_only_what_it_is_asked_for(reader):
    (prepared,) = reader.new(Task("datasets", [Range(3, 5)], 0))
    assert prepared.part.asked == [3, 4, 5]


def test_what_is_asked_ahead_comes_in_its_order(reader):
    tasks = [Task("users", [EVERYTHING], 0), Task("datasets", [Range(3, 5)], 0)]
    reader.ask(tasks)
    found = [prepared.part.asked for task in tasks for prepared in reader.new(task)]
    assert found[-1] == [3, 4, 5]
    assert len(found) > 1
    reader.ask(tasks)
    with pytest.raises(ValueError, match="datasets"):
        next(reader.new(tasks[1]))


def test_whoever_stops_early_ends_it(reader):
    items = reader.new(Task("datasets", [EVERYTHING], 0))
    next(items)
    items.close()
    assert not reader.is_alive
    assert reader.process.poll() is not None


def test_it_ends_when_nothing_is_asked_any_more(source, demo_sqlite):
    with open_reader(Place(url_of(demo_sqlite), "main", source.export_snapshot())) as reader:
        list(reader.new(Task("users", [EVERYTHING], 0)))
    assert reader.process.returncode == 0


def test_its_sudden_end_is_told(reader):
    reader.process.kill()
    with pytest.raises(SourceUnavailable, match="memory"):
        list(reader.new(Task("datasets", [EVERYTHING], 0)))


def test_what_it_cannot_read_is_told():
    with (
        pytest.raises(SourceNotFound),
        open_reader(Place("sqlite:////nowhere/galaxy.sqlite", "main", None)) as reader,
    ):
        list(reader.new(Task("datasets", [EVERYTHING], 0)))


def test_none_is_started_where_it_might_see_other_rows(tmp_path, demo_sqlite):
    path = tmp_path / "galaxy.sqlite"
    path.write_bytes(demo_sqlite.read_bytes())
    with sqlite3.connect(path) as galaxy:
        galaxy.execute("PRAGMA journal_mode = wal")
        with open_source(url_of(path)) as source:
            assert not source.can_share


def test_errors_that_cannot_travel_keep_their_text():
    class Local(Exception):
        pass

    assert str(sendable(Local("no"), ValueError)) == "Local: no"
    assert isinstance(sendable(KeyError("id"), ValueError), KeyError)


@pytest.mark.service
@pytest.mark.usefixtures("always_in_a_process")
def test_the_graph_is_the_same(local_graph, empty, demo_sqlite, monkeypatch):
    first = sync(url_of(demo_sqlite), local_graph)
    there = list(dump(local_graph))
    empty(local_graph)
    monkeypatch.setattr(loaders.sync, "MANY", 10**9)
    second = sync(url_of(demo_sqlite), local_graph)
    assert list(dump(local_graph)) == there
    for name, stream in first.streams.items():
        stream.seconds = second.streams[name].seconds
    assert first.streams == second.streams


@pytest.mark.service
@pytest.mark.usefixtures("always_in_a_process")
def test_rows_that_name_what_is_not_there(local_graph, empty, demo_sqlite, tmp_path, monkeypatch):
    """They are found although rows are written without a look at what they name, and nothing else is lost."""
    path = tmp_path / "galaxy.sqlite"
    path.write_bytes(demo_sqlite.read_bytes())
    with sqlite3.connect(path) as galaxy:
        galaxy.execute("UPDATE history_dataset_association SET history_id = 999999 WHERE id % 7 = 0")
        galaxy.execute("UPDATE job_to_output_dataset SET dataset_id = 999999 WHERE id % 5 = 0")
    first = sync(url_of(path), local_graph)
    there = list(dump(local_graph))
    empty(local_graph)
    monkeypatch.setattr(loaders.sync, "MANY", 10**9)
    sync(url_of(path), local_graph)
    assert list(dump(local_graph)) == there
    assert first.streams["datasets"].quarantined
    assert first.streams["jobs"].quarantined


@pytest.mark.service
@pytest.mark.usefixtures("always_in_a_process")
def test_a_sync_whose_reader_was_killed_is_finished_by_the_next(local_graph, empty, demo_sqlite):
    others = set(psutil.Process().children())  # Galaxy, that other tests ask

    def kill(progress):
        if progress.stream == "collections":
            for reader in set(psutil.Process().children()) - others:
                reader.kill()

    with pytest.raises(SourceUnavailable):
        sync(url_of(demo_sqlite), local_graph, progress=kill)
    sync(url_of(demo_sqlite), local_graph)
    there = list(dump(local_graph))
    empty(local_graph)
    sync(url_of(demo_sqlite), local_graph)
    assert list(dump(local_graph)) == there
