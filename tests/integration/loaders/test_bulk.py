"""Files for Neo4j's importer: really imported, they are the graph of a first sync, which the next one goes on with."""

from __future__ import annotations

import errno
import json
import os
from contextlib import contextmanager
from itertools import pairwise

import psutil
import pytest

from cypher import open_graph
from loaders.bulk.load import ranges, write
from loaders.checksums import STREAMS
from loaders.errors import BadFolder, BadInstance, LoadersError, NotGalaxy
from loaders.positions import Position
from loaders.streams.datasets import Datasets
from loaders.sync import sync
from tests.engines import neo4j_server
from tests.integration.loaders.content import text

pytestmark = pytest.mark.service


@contextmanager
def imported(folder):
    """Import the files into a new Neo4j, as the script says, and open the graph."""
    with neo4j_server.imported(folder / "import.sh") as url, open_graph(url) as graph:
        yield graph


def quarantined(graph):
    rows = graph.read("sync/quarantined", prefix="main/quarantined/")
    return {row["key"]: row["reason"] for row in rows}


def missing(graph):
    """Return by stream the ids that were not read; of a table without rows both 0 and 1 may be the first."""
    states = {row["name"]: row["state"] for row in graph.read("sync/watermarks", prefix="main/watermark/")}
    found = {name: Position.of_json(json.loads(states[name])).missing for name in STREAMS if name in states}
    return {name: [ids for ids in each if ids.high > 0] for name, each in found.items()}


def written(report):
    return {name: stream.written for name, stream in report.streams.items() if stream.written or stream.removed}


def test_the_sample(local_graph, demo_sqlite, tmp_path):
    url = f"sqlite:///{demo_sqlite}"
    report, ordinary = write(url, tmp_path / "files"), sync(url, local_graph)
    with imported(tmp_path / "files") as graph:
        assert text(graph) == text(local_graph)
        again = sync(url, graph)
        assert (written(again), again.losses, graph.version()) == ({}, [], 1)
        assert text(graph) == text(local_graph)
    for name, stream in ordinary.streams.items():
        made = report.streams[name]
        assert (made.read, made.written, made.quarantined) == (stream.read, stream.written, stream.quarantined), name


def test_a_galaxy_on_postgresql_read_by_several_processes(local_graph, oracle_postgres, tmp_path, monkeypatch):
    """In ranges of 16 ids, so that edges go from one process's rows to another's."""
    monkeypatch.setattr("loaders.bulk.load.page_of", lambda _stream: 16)
    report, ordinary = write(oracle_postgres, tmp_path, processes=3), sync(oracle_postgres, local_graph)
    assert (report.unresolved, report.losses) == (ordinary.unresolved, ordinary.losses)
    with imported(tmp_path) as graph:
        assert text(graph) == text(local_graph)
        assert missing(graph) == missing(local_graph)
        assert written(sync(oracle_postgres, graph)) == {}


ODD = (
    "",
    " ",
    "two\nlines\r\nand a half\r",
    'a "quoted", semicolon; and \\ backslash \\"',
    "tab\tand NUL-free \x01\x1f\x7f",
    "'", "null", "\ufeff bom \u2028\u00a0", "🧬 \U0010ffff", ",", '"', "\\",
)  # fmt: skip


def test_any_text_and_any_row(local_graph, galaxy, tmp_path):
    """Odd texts, what does not exist, what comes later in its table, what cannot be read."""
    for name in ODD:
        tagged = galaxy.hda(name=name)
        galaxy.add(
            "history_dataset_association_tag_association",
            history_dataset_association_id=tagged, tag_id=None, user_tname=f"{name}t", user_value=name,
        )  # fmt: skip
    galaxy.hda(copied_from_history_dataset_association_id=tagged + 2)  # a later row
    galaxy.hda(copied_from_history_dataset_association_id=999)
    galaxy.hda(name="no time", create_time="long ago")
    galaxy.hda(id=300, name="after a gap, which one fills later")
    galaxy.hdca(galaxy.collection(**{f"e{name}": hda for hda, name in enumerate(ODD, 1)}))
    galaxy.run("UPDATE history SET user_id = 9")
    payload = {"x": {"src": "hda", "id": 1}, "y": {"src": "hda", "id": 98}}
    for tool in ("<tool id='a'/>\n", "<tool id='a'/>\n", "<tool id='b'/>"):
        galaxy.request(payload, history_id=1, tool_source_id=galaxy.tool_source(tool))
    galaxy.writes(galaxy.job(info=ODD[2], state="error"), "out", 97)
    report, ordinary = write(galaxy.url, tmp_path / "files"), sync(galaxy.url, local_graph)
    assert (report.unresolved, report.losses) == (ordinary.unresolved, ordinary.losses)
    with imported(tmp_path / "files") as graph:
        assert text(graph) == text(local_graph)
        assert quarantined(graph) == quarantined(local_graph)
        assert missing(graph) == missing(local_graph)
        assert written(sync(galaxy.url, graph)) == {}
        assert graph.version() == 1
        (
            galaxy.hda(id=98),
            galaxy.run("UPDATE history_dataset_association SET name = 'x', update_time = ?", "2099-01-01"),
        )
        sync(galaxy.url, graph), sync(galaxy.url, local_graph)
        assert text(graph) == text(local_graph)


def test_what_the_files_cannot_hold_comes_with_the_next_sync(local_graph, galaxy, tmp_path):
    """A list with a text that has the character that parts the elements of lists."""
    galaxy.hda(), galaxy.hda()
    galaxy.add(
        "history_dataset_association_tag_association",
        history_dataset_association_id=1, tag_id=None, user_tname="a\0b", user_value=None,
    )  # fmt: skip
    write(galaxy.url, tmp_path / "files"), sync(galaxy.url, local_graph)
    with imported(tmp_path / "files") as graph:
        assert written(sync(galaxy.url, graph)) == {"datasets": 1}
        assert text(graph) == text(local_graph)


def test_a_row_that_breaks_the_transformation_is_found_by_halving(galaxy, tmp_path, monkeypatch):
    for number in range(5):
        galaxy.hda(name=f"d{number}")
    load = Datasets.load

    def fail_on_three(stream, records):
        if any(record.id == 3 for record in records):
            raise ValueError("no threes")
        return load(stream, records)

    monkeypatch.setattr(Datasets, "load", fail_on_three)
    report = write(galaxy.url, tmp_path / "files")
    assert (report.streams["datasets"].written, report.streams["datasets"].quarantined) == (4, 1)
    assert "ValueError: no threes" in (tmp_path / "files/nodes/Quarantined.1000000.csv").read_text()


def test_only_an_empty_folder_is_written_to(galaxy, tmp_path):
    (tmp_path / "mine.txt").touch()
    with pytest.raises(BadFolder, match="not empty"):
        write(galaxy.url, tmp_path)
    with pytest.raises(BadFolder, match="cannot be written"):
        write(galaxy.url, tmp_path / "mine.txt")
    (tmp_path / "killed" / "incomplete").mkdir(parents=True)
    with pytest.raises(BadFolder, match="was killed"):
        write(galaxy.url, tmp_path / "killed")
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".txt"] == ["mine.txt"]


def test_a_full_disk_is_said_in_a_line(galaxy, tmp_path, monkeypatch):
    def fail(_files, _table, _lines):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("loaders.bulk.files.Files.write", fail)
    with pytest.raises(BadFolder, match="No space left on device"):
        write(galaxy.url, tmp_path / "files")
    assert list((tmp_path / "files").iterdir()) == []


def test_a_run_that_fails_leaves_no_files(galaxy, tmp_path):
    (tmp_path / "empty.sqlite").touch()
    with pytest.raises(NotGalaxy):
        write(f"sqlite:///{tmp_path / 'empty.sqlite'}", tmp_path / "files")
    with pytest.raises(BadInstance):
        write(galaxy.url, tmp_path / "files", instance="a/b")

    def stop(_progress):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write(galaxy.url, tmp_path / "files", progress=stop)
    assert list((tmp_path / "files").iterdir()) == []
    write(galaxy.url, tmp_path / "files")


def test_a_process_that_is_killed_ends_the_run(oracle_postgres, tmp_path):
    others = set(psutil.Process().children())  # Galaxy, that other tests ask

    def kill(_progress):
        for process in list(set(psutil.Process().children()) - others)[:1]:
            process.kill()

    with pytest.raises(LoadersError, match="A process of the bulk load was ended"):
        write(oracle_postgres, tmp_path / "files", progress=kill, processes=2)
    assert list((tmp_path / "files").iterdir()) == []


def test_ranges_do_not_share_a_byte_of_eight_ids():
    for highest in (0, 1, 4095, 4096, 100_000, 10**9 + 7):
        found = list(ranges(highest, page=800))
        assert (found[0].low, found[-1].high) == (0, highest)
        assert all(low % 8 == 0 for low, _ in found)
        assert all(high + 1 == low for (_, high), (low, _) in pairwise(found))
        assert len(found) <= 10_001
