"""The OpenAPI document is a promise: it changes only together with its snapshot, and the changelog."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from api.app import create_app
from api.settings import Settings

SNAPSHOT = Path(__file__).parent / "openapi.json"
ERRORS = {"400", "401", "403", "404", "409", "413", "414", "429", "503"}


@pytest.fixture(scope="module")
def document():
    return create_app(Settings(graph="local:nowhere")).openapi()


def test_the_document_is_the_promised_one(document):
    """To accept a change: `python -m tests.contract.test_openapi`, and read the difference."""
    assert _without_version(document) == json.loads(SNAPSHOT.read_text())


def test_every_route_is_documented(document):
    for path, methods in document["paths"].items():
        for route in methods.values():
            assert route["summary"], path
            assert route["description"], path
            assert all(p.get("description") for p in route.get("parameters", ()) if p["name"] != "src"), path
            assert "422" not in route["responses"], path
            assert route["responses"].keys() <= ERRORS | {"200"}, path


def test_every_error_has_an_example(document):
    for path, methods in document["paths"].items():
        for route in methods.values():
            for status in ERRORS & route["responses"].keys():
                content = route["responses"][status]["content"]
                assert content.keys() == {"application/problem+json"}, (path, status)
                example = content["application/problem+json"]["example"]
                assert str(example["status"]) == status


def test_every_answer_has_an_example(document):
    for path, methods in document["paths"].items():
        for route in methods.values():
            if not path.startswith("/api/export/"):  # files
                assert "example" in route["responses"]["200"]["content"]["application/json"], path


def test_every_named_shape_is_there(document):
    named = set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(document)))
    assert named == document["components"]["schemas"].keys()


def test_members_that_may_be_missing_are_not_null(document):
    node = document["components"]["schemas"]["Node"]
    assert set(node["required"]) == {"src", "id", "name", "hid", "state", "extension", "collection_type"} | {
        "deleted",
        "visible",
        "tool_id",
        "tool_name",
    }
    for name in node["properties"].keys() - set(node["required"]):
        assert "null" not in json.dumps(node["properties"][name]), name


def test_every_shape_is_described(document):
    for name, shape in document["components"]["schemas"].items():
        assert shape.get("description"), name


def _without_version(document):
    return document | {"info": document["info"] | {"version": ""}}


if __name__ == "__main__":
    made = _without_version(create_app(Settings(graph="local:nowhere")).openapi())
    SNAPSHOT.write_text(json.dumps(made, indent=1, ensure_ascii=False, sort_keys=True) + "\n")
