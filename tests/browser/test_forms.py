"""The page's types against the API's own description: a member that the page reads is one that the API gives."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from api.app import create_app

API = Path(__file__).parents[2] / "explorer" / "web" / "src" / "api"
FILES = [API / f"{name}.ts" for name in ("types", "search", "compare", "lineage", "jobs")]

# Interface of the page → schema of the API, where the names differ
NOT_FORMS = {"SearchQuestion", "ComparedThing"}
"""What the page asks, and what is one of several forms."""

SCHEMAS = {
    "HistorySummary": "History",
    "LineageAnswer": "Lineage",
    "DataNode": "Node",
    "ExecutionNode": "Node",
    "GraphEdge": "Edge",
    "PlacedSpine": "Spine",
    "ExecutionInput": "Input",
    "ExecutionOutput": "Output",
    "SyncAges": "Sync",
    "StubNode": "Stub",
    "ViewAnswer": "View",
    "ViewLayout": "Picture",
    "Counts": "ViewCounts",
    "Run": "ViewRun",
    "Ref": "Reference",
    "Named": "HistoryName",
    "CopySource": "NamedItem",
}
INTERFACE = re.compile(r"export interface (\w+)(?: extends \w+)? \{\n(.*?)^\}", re.MULTILINE | re.DOTALL)
MEMBER = re.compile(r"^  (\w+)\??:", re.MULTILINE)


@pytest.fixture(scope="module")
def schemas() -> dict[str, Any]:
    found: dict[str, Any] = create_app().openapi()["components"]["schemas"]
    return found


def interfaces() -> list[tuple[str, list[str]]]:
    text = "\n".join(file.read_text() for file in FILES)
    return [(name, MEMBER.findall(body)) for name, body in INTERFACE.findall(text) if name not in NOT_FORMS]


@pytest.mark.parametrize(("interface", "members"), interfaces())
def test_the_api_gives_what_the_page_reads(schemas: dict[str, Any], interface: str, members: list[str]) -> None:
    schema = schemas[SCHEMAS.get(interface, interface)]
    assert set(members) <= set(schema["properties"])
