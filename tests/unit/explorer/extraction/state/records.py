"""What real Galaxy servers recorded of their runs, and what they themselves extracted from them."""

from __future__ import annotations

import json
import sqlite3
import tarfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from explorer.extraction.state import ParameterModels, models_of
from tests.engines.sample_databases import DEMO, ORACLE_SQLITE, SHARED, shared_file, unpacked

DATABASES = {"demo": DEMO, "galaxy-26.1.2": ORACLE_SQLITE}
ANSWERS = SHARED / "data" / "responses.tar.xz"


@dataclass(frozen=True, slots=True)
class Ran:
    """A job: its parameters in the three ways that Galaxy recorded them, and its tool."""

    job: int
    tool_id: str
    parameters: dict[str, Any]
    tool_state: dict[str, Any] | None
    payload: dict[str, Any] | None
    inputs: frozenset[str]
    models: ParameterModels | None


def read_jobs(name: str, folder: Path) -> list[Ran]:
    database = sqlite3.connect(unpacked(shared_file(DATABASES[name]), folder))
    try:
        return list(_jobs(database))
    finally:
        database.close()


def _jobs(database: sqlite3.Connection) -> Iterator[Ran]:
    parameters = _grouped(database, "SELECT job_id, name, value FROM job_parameter")
    inputs = _grouped(
        database,
        "SELECT job_id, name, dataset_id FROM job_to_input_dataset WHERE dataset_id IS NOT NULL UNION "
        "SELECT job_id, name, dataset_collection_id FROM job_to_input_dataset_collection UNION "
        "SELECT job_id, name, dataset_collection_element_id FROM job_to_input_dataset_collection_element",
    )
    sources = {
        (tool_id, version): (json.loads(text), kind)
        for tool_id, version, text, kind in database.execute(
            "SELECT job.tool_id, job.tool_version, source, source_class FROM job "
            "JOIN tool_request ON tool_request.id = tool_request_id JOIN tool_source ON tool_source.id = tool_source_id"
        )
    }
    for job, tool_id, version, state, request in database.execute(
        "SELECT job.id, tool_id, tool_version, tool_state, request FROM job "
        "LEFT JOIN tool_request ON tool_request.id = tool_request_id ORDER BY job.id"
    ):
        source = sources.get((tool_id, version))
        yield Ran(
            job,
            tool_id,
            parameters[job],
            _json(state),
            _json(request),
            frozenset(inputs[job]),
            models_of(*source) if source else None,
        )


def _grouped(database: sqlite3.Connection, question: str) -> dict[int, dict[str, Any]]:
    found: dict[int, dict[str, Any]] = defaultdict(dict)
    for job, name, value in database.execute(question):
        found[job][name] = value
    return found


def _json(text: Any) -> Any:
    return None if text is None else json.loads(text)


def saved_states(name: str) -> list[tuple[str, str, dict[str, Any]]]:
    """Return the steps of Galaxy's extractions by ids: file, tool, tool state."""
    with tarfile.open(shared_file(ANSWERS)) as archive:
        return [
            (Path(member.name).name, step["tool_id"], json.loads(step["tool_state"]))
            for member in archive
            if f"{name}/extractions/" in member.name and member.name.endswith(".ga")
            for step in _document(archive, member)["steps"].values()
            if step["type"] == "tool"
        ]


def _document(archive: tarfile.TarFile, member: tarfile.TarInfo) -> dict[str, Any]:
    content = archive.extractfile(member)
    assert content
    document: dict[str, Any] = json.load(content)
    return document
