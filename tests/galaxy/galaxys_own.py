"""The same trip with Galaxy's own extraction of the whole history, for comparison."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.galaxy.contents import contents_of
from tests.galaxy.history import Item
from tests.galaxy.round_trip import run
from tests.galaxy.scenarios import Made

KINDS = {"dataset": "hda", "dataset_collection": "hdca"}
LISTS = {"hda": ("hda_ids", "dataset_names"), "hdca": ("hdca_ids", "dataset_collection_names")}
"""Where the payload of `POST /api/workflows/extract` names what becomes an input."""


def there_and_back(made: Made) -> list[str]:
    """Return which results are not among what the workflow of the history makes."""
    client = made.client
    workflow, inputs = _extract(client, made.history)
    history = client.history("Galaxy's own extraction")
    run(client, workflow, history, inputs)
    again = [contents_of(client, item) for item in _items(client, history)]
    missing = [item for item in made.results if contents_of(client, item) not in again]
    return [f"{len(missing)} of {len(made.results)} results are not made"] if missing else []


def _extract(client: Any, history: str) -> tuple[str, dict[str, Any]]:
    """Extract all that Galaxy offers of a history; return the workflow and what its inputs stand for."""
    rows = client.get(f"/api/histories/{history}/extraction_summary")["jobs"]
    given = [_item(output) for row in rows if row["step_type"] != "tool" for output in row["outputs"]]
    inputs = {f"input {number}": item for number, item in enumerate(given)}
    payload = {"workflow_name": "by Galaxy", **_tools(rows), **_inputs(inputs)}
    return client.post("/api/workflows/extract", payload)["id"], inputs


def _tools(rows: list[dict[str, Any]]) -> dict[str, list[str]]:
    tools = [row for row in rows if row["step_type"] == "tool" and row["id"] and row.get("checked")]
    mapped = [row["implicit_collection_jobs_id"] for row in tools if row.get("implicit_collection_jobs_id")]
    single = [row["id"] for row in tools if not row.get("implicit_collection_jobs_id")]
    return {"job_ids": single, "implicit_collection_jobs_ids": list(dict.fromkeys(mapped))}


def _inputs(inputs: dict[str, Item]) -> dict[str, list[str]]:
    payload: dict[str, list[str]] = {}
    for src, (ids, labels) in LISTS.items():
        payload[ids] = [item["id"] for item in inputs.values() if item["src"] == src]
        payload[labels] = [label for label, item in inputs.items() if item["src"] == src]
    return payload


def _items(client: Any, history: str) -> Iterator[Item]:
    for content in client.contents(history):
        yield _item(content)


def _item(content: dict[str, Any]) -> Item:
    return {"src": KINDS[content["history_content_type"]], "id": content["id"]}
