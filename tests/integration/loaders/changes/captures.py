"""What a tool was asked to do, as each generation of Galaxy keeps it (galaxy/records.md 2 and 3).

G1 and G3 keep the payload with the request; G2 in a row of its own, `tool_execution_state` (TES).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from tests.integration.loaders.changes.world import World

TES, TES_ID = "tool_execution_state", "tool_execution_state_id"
ICJ = "implicit_collection_jobs"
TRICA = "tool_request_implicit_collection_association"
TEICA = "tool_execution_implicit_collection_association"


@dataclass(frozen=True, slots=True)
class Capture:
    """A captured execution: the request, if one was made, and the TES, where there are such."""

    request: int | None = None
    tes: int | None = None


def new_request(w: World, history: int, tool: str, payload: dict[str, Any]) -> Capture:
    """What `POST /api/jobs` commits before any job is there."""
    source = tool_source(w, tool)
    tes = _new_tes(w, source, payload) if w.has(TES) else None
    request = w.add(
        "tool_request", history_id=history, state="new", request_state="validated", tool_source_id=source,
        request=_encoded(payload), tool_execution_state_id=tes,
    )  # fmt: skip
    return Capture(request, tes)


def capture_step(w: World, step: int, history: int, tool: str, payload: dict[str, Any]) -> Capture:
    """What a workflow step leaves when it is run: a TES (G2), a minted request (G3), its own columns, or nothing."""
    if w.has(TES):
        tes = _new_tes(w, tool_source(w, tool), payload)
        w.set("workflow_invocation_step", step, tool_execution_state_id=tes)
        return Capture(tes=tes)
    if w.has("workflow_invocation_step", "request_state"):
        w.set("workflow_invocation_step", step, request=_encoded(payload), request_state="validated")
        return Capture()
    if w.has("tool_request", "request_state"):
        source = tool_source(w, tool)
        columns = {"tool_source_id": source, "request": _encoded(payload), "request_state": "validated"}
        return Capture(w.add("tool_request", history_id=history, state=None, **columns))
    return Capture()


def of_request(w: World, request: int) -> Capture:
    return Capture(request, w.get("tool_request", request).get(TES_ID))


def of_mapped(w: World, icj: int, hdca: int) -> Capture:
    """The execution that a map-over belongs to, for its next job."""
    ties = w.find(TRICA, dataset_collection_id=hdca) if w.has(TRICA) else []
    return Capture(ties[0]["tool_request_id"] if ties else None, w.get(ICJ, icj).get(TES_ID))


def tool_of(w: World, request: int) -> str:
    """The tool that the jobs of a request run."""
    row = w.get("tool_request", request)
    holder = row if "tool_source_id" in row else w.get(TES, row[TES_ID])
    text = bytes(w.get("tool_source", holder["tool_source_id"])["source"]).decode()
    return re.findall(r"id='(\w+)'", text)[0]


def on_job(capture: Capture, *, mapped: bool) -> dict[str, Any]:
    """The columns of a job: under a map-over its ICJ names the TES."""
    return {"tool_request_id": capture.request, TES_ID: None if mapped else capture.tes}


def tie(w: World, capture: Capture, hdca: int, output: str) -> None:
    """Tie a request to a collection that it is to make."""
    if capture.request is None:
        return
    if w.has(TEICA):
        w.add(TEICA, tool_execution_state_id=capture.tes, dataset_collection_id=hdca, output_name=output)
    elif w.has(TRICA):
        w.add(TRICA, tool_request_id=capture.request, dataset_collection_id=hdca, output_name=output)


def tool_source(w: World, tool: str) -> int:
    """Each request has a source of its own, until sources have an identity."""
    text = f"<tool id='{tool}' version='1'/>"
    columns = {"source": _encoded(text), "source_class": "XmlToolSource"}
    if not w.has("tool_source", "identity_hash"):
        return w.add("tool_source", hash="TODO", **columns)
    identity = {
        "hash": sha256(text.encode()).hexdigest(),
        "identity_hash": sha256(f"static\0{tool}\0001".encode()).hexdigest(),
    }
    if known := w.find("tool_source", **identity):
        return int(known[0]["id"])
    return w.add("tool_source", tool_id=tool, tool_version="1", **identity, **columns)


def _new_tes(w: World, source: int, payload: dict[str, Any]) -> int:
    return w.add(TES, request=_encoded(payload), state="validated", tool_source_id=source)


def _encoded(value: Any) -> bytes:
    return json.dumps(value).encode()
