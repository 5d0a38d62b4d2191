"""What a row depends on changes or goes without a sign: one sync is enough, on both databases, and nothing is lost."""

from __future__ import annotations

import json

import pytest
import sqlalchemy as sa

from cypher import Graph
from loaders.mode import Mode
from loaders.sync import sync
from tests.integration.loaders.changes import Server
from tests.integration.loaders.changes.compared import dumped, new_instance

pytestmark = pytest.mark.service

HDA, DCE = "history_dataset_association", "dataset_collection_element"


@pytest.fixture(params=["sqlite_galaxy", "postgres_galaxy"])
def galaxy(request) -> Server:
    """A small Galaxy of one's own on either database."""
    return request.getfixturevalue(request.param)()


class Rows:
    """The rows of a database, past Galaxy: nothing is checked, no clock moves."""

    def __init__(self, server: Server) -> None:
        self._engine = sa.create_engine(server.url, poolclass=sa.NullPool)  # nothing stays open

    def run(self, statement: str, **values: object) -> None:
        with self._engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql("SET session_replication_role = replica")
            connection.execute(sa.text(statement), values)

    def one(self, statement: str) -> sa.Row:
        with self._engine.connect() as connection:
            return connection.execute(sa.text(statement)).one()


def reasons(graph: Graph, instance: str) -> dict[str, str]:
    rows = graph.read("sync/quarantined", prefix=f"{instance}/quarantined/")
    return {row["key"].partition("/quarantined/")[2]: row["reason"] for row in rows}


def is_settled(galaxy: Server, graph: Graph, instance: str) -> bool:
    """Tell whether another sync changes anything; what is quarantined, and why, included."""
    before = dumped(graph, instance), reasons(graph, instance)
    sync(galaxy.url, graph, instance)
    return (dumped(graph, instance), reasons(graph, instance)) == before


def test_a_copy_whose_original_goes_is_quarantined_at_once(local_graph, galaxy):
    rows, instance = Rows(galaxy), new_instance()
    low, high = rows.one(f"SELECT min(id), max(id) FROM {HDA}")
    rows.run(f"UPDATE {HDA} SET copied_from_{HDA}_id = :high WHERE id = :low", low=low, high=high)
    sync(galaxy.url, local_graph, instance)
    rows.run(f"DELETE FROM {HDA} WHERE id = :high", high=high)
    sync(galaxy.url, local_graph, instance, mode=Mode.RECONCILE)
    assert reasons(local_graph, instance)[f"datasets/{low}"] == f"COPIED_TO: no hda/{high}"
    assert is_settled(galaxy, local_graph, instance)


def test_an_element_that_a_payload_names_changes(local_graph, galaxy):
    rows, instance = Rows(galaxy), new_instance()
    element, hda = rows.one(f"SELECT id, hda_id FROM {DCE} WHERE hda_id IS NOT NULL ORDER BY id LIMIT 1")
    (other,) = rows.one(f"SELECT max(id) FROM {HDA} WHERE id <> {hda}")
    (request,) = rows.one("SELECT min(id) FROM tool_request")
    payload = json.dumps({"x": {"src": "dce", "id": element}}).encode()
    rows.run("UPDATE tool_request SET request = :payload WHERE id = :id", payload=payload, id=request)
    sync(galaxy.url, local_graph, instance)
    for change in (f"hda_id = {other}", "element_identifier = 'renamed in silence'"):
        rows.run(f"UPDATE {DCE} SET {change} WHERE id = {element}")
        sync(galaxy.url, local_graph, instance, mode=Mode.RECONCILE)
        fresh = new_instance()
        sync(galaxy.url, local_graph, fresh)
        assert dumped(local_graph, instance) == dumped(local_graph, fresh)


def test_a_tool_whose_text_cannot_be_read_stays(local_graph, galaxy):
    rows, instance = Rows(galaxy), new_instance()
    source, text = rows.one(
        "SELECT s.id, s.source FROM tool_source s JOIN tool_request r ON r.tool_source_id = s.id ORDER BY r.id LIMIT 1"
    )
    sync(galaxy.url, local_graph, instance)
    whole, known = dumped(local_graph, instance), tools(local_graph, instance)
    rows.run("UPDATE tool_source SET source = :text WHERE id = :id", text=b"\xff no JSON", id=source)
    report = sync(galaxy.url, local_graph, instance, mode=Mode.RECONCILE)
    assert report.streams["tool_requests"].quarantined > 0
    assert tools(local_graph, instance) == known
    assert is_settled(galaxy, local_graph, instance)
    rows.run("UPDATE tool_source SET source = :text WHERE id = :id", text=text, id=source)
    sync(galaxy.url, local_graph, instance, mode=Mode.RECONCILE)
    assert dumped(local_graph, instance) == whole


def tools(graph: Graph, instance: str) -> list[str]:
    """The tool sources, and who ran them."""
    return [line for line in dumped(graph, instance) if '"ToolSource"' in line or '"OF_TOOL"' in line]
