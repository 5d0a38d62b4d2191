"""The profile `galaxy-26.1` against answers that running Galaxy servers gave over HTTP, ids encoded."""

from __future__ import annotations

import json
import tarfile
from collections.abc import Iterator
from typing import Any

import pytest

from api.ids import IdCodec
from cypher import Graph
from explorer import BadRequest, Explorer, NotFound, Ref
from tests.differential.galaxy_form import answer, without_tool_names
from tests.engines.sample_databases import SHARED, shared_file
from tests.oracle.client import ID_SECRET

INSTANCES = {"demo": "demo", "galaxy-26.1.2": "main"}
CODEC = IdCodec(ID_SECRET)


@pytest.fixture(scope="module")
def saved() -> list[tuple[str, dict[str, Any]]]:
    with tarfile.open(shared_file(SHARED / "data" / "responses.tar.xz")) as archive:
        return list(read(archive))


def read(archive: tarfile.TarFile) -> Iterator[tuple[str, dict[str, Any]]]:
    for member in archive:
        if "/graph_responses/" in member.name and member.name.endswith(".json"):
            content = archive.extractfile(member)
            assert content
            yield member.name, json.load(content)


def test_graphs_are_equal(saved: list[tuple[str, dict[str, Any]]], samples: Graph) -> None:
    answered = [(name, document) for name, document in saved if document["status"] == 200]
    assert len(answered) > 150
    for name, document in answered:
        graph = Explorer(samples, instance(name)).history_graph(**question(name, document), profile="galaxy-26.1")
        assert answer(graph, CODEC.encode) == without_tool_names(document["response"]), name


@pytest.mark.parametrize(
    ("variant", "error"),
    [
        ("scope_other_history", NotFound),
        ("seed_not_in_graph", BadRequest),
        ("depth0", BadRequest),
        ("limit0", BadRequest),
    ],
)
def test_what_galaxy_refuses_is_refused(
    saved: list[tuple[str, dict[str, Any]]], samples: Graph, variant: str, error: type[Exception]
) -> None:
    name, document = next((name, document) for name, document in saved if name.endswith(f"__{variant}.json"))
    with pytest.raises(error):
        Explorer(samples, instance(name)).history_graph(**question(name, document), profile="galaxy-26.1")


def instance(name: str) -> str:
    return INSTANCES[name.split("/", maxsplit=1)[0]]


def question(name: str, document: dict[str, Any]) -> dict[str, Any]:
    """Return the question of a saved request with database ids."""
    asked = dict(document["request"]["params"] or {})
    for seed in ("seed", "seed_scope"):
        src, encoded = asked.pop(f"{seed}_src", None), asked.pop(f"{seed}_id", None)
        if src:
            asked[seed] = Ref(src, CODEC.decode(src, encoded), instance(name))
    if isinstance(asked.get("include_deleted"), str):
        asked["include_deleted"] = asked["include_deleted"].lower() == "true"
    return asked | {"history_id": CODEC.decode("history", document["request"]["path"].split("/")[3])}
