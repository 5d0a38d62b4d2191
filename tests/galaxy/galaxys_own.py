"""The same trip with Galaxy's own extraction of the whole history, for comparison."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.galaxy.contents import Contents, contents_of
from tests.galaxy.history import Item
from tests.galaxy.round_trip import run
from tests.galaxy.scenarios import Made
from tests.galaxy.table import SAME

INPUT_STEPS = {"input_dataset": "hda", "input_collection": "hdca"}


def there_and_back(made: Made) -> str:
    """Return `same` when all results are among what the workflow of the history makes, else what went wrong."""
    client = made.client
    try:
        workflow, inputs = _extract(client, made.history)
        history = client.history("Galaxy's own extraction")
        run(client, workflow, history, inputs)
    except Exception as error:  # noqa: BLE001 - whatever goes wrong is the outcome
        return f"{type(error).__name__}: {error}"
    again = [contents_of(client, item) for item in _items(client, history)]
    missing = [item for item in made.results if _wanted(client, item) not in again]
    return f"{len(missing)} of {len(made.results)} results are not made" if missing else SAME


def _wanted(client: Any, item: Item) -> Contents:
    return contents_of(client, item)


def _extract(client: Any, history: str) -> tuple[str, dict[str, Any]]:
    """Extract all that Galaxy offers of a history; return the workflow and what its inputs stand for."""
    rows = client.get(f"/api/histories/{history}/extraction_summary")["jobs"]
    given = [row for row in rows if row["step_type"] in INPUT_STEPS and row["outputs"]]
    names = {row["outputs"][0]["id"]: f"input {number}" for number, row in enumerate(given)}
    inputs = {names[row["outputs"][0]["id"]]: _item(row) for row in given}
    payload = {"workflow_name": "by Galaxy", **_tools(rows), **_inputs(given, names)}
    return client.post("/api/workflows/extract", payload)["id"], inputs


def _tools(rows: list[dict[str, Any]]) -> dict[str, list[str]]:
    tools = [row for row in rows if row["step_type"] == "tool" and row["id"] and row.get("checked")]
    mapped = [row["implicit_collection_jobs_id"] for row in tools if row.get("implicit_collection_jobs_id")]
    single = [row["id"] for row in tools if not row.get("implicit_collection_jobs_id")]
    return {"job_ids": single, "implicit_collection_jobs_ids": list(dict.fromkeys(mapped))}


def _inputs(given: list[dict[str, Any]], names: dict[str, str]) -> dict[str, list[str]]:
    payload: dict[str, list[str]] = {}
    for kind, ids, labels in (
        ("input_dataset", "hda_ids", "dataset_names"),
        ("input_collection", "hdca_ids", "dataset_collection_names"),
    ):
        payload[ids] = [row["outputs"][0]["id"] for row in given if row["step_type"] == kind]
        payload[labels] = [names[one] for one in payload[ids]]
    return payload


def _item(row: dict[str, Any]) -> Item:
    return {"src": INPUT_STEPS[row["step_type"]], "id": row["outputs"][0]["id"]}


def _items(client: Any, history: str) -> Iterator[Item]:
    for content in client.contents(history):
        kind = {"dataset": "hda", "dataset_collection": "hdca"}[content["history_content_type"]]
        yield {"src": kind, "id": content["id"]}
