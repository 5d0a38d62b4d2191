"""What an execution is, apart from how it was captured: its jobs, its outputs and, without a payload, its inputs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from loaders import job_links, values
from loaders.batch import Batch
from loaders.generations.base import Output
from loaders.ids import Ids
from loaders.job_links import Link
from loaders.keys import ExecutionId, Keys
from loaders.source import Row, Source
from loaders.tools import Identity
from loaders.values import BadValue, as_json_text

JOB = ("id", "create_time", "tool_id", "tool_version", "dynamic_tool_id")


@dataclass(frozen=True, slots=True)
class Event:
    """An execution: its jobs in the order of their ids, and collections that it was to make even without one."""

    id: ExecutionId
    jobs: Sequence[int] = ()
    outputs: Sequence[Output] = ()
    is_captured: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the source says about a batch of executions, by job id; pre-map collections by output HDCA."""

    jobs: Mapping[int, Row]
    written: Mapping[int, list[Link]]
    read: Mapping[int, list[Link]] = field(default_factory=dict)
    external: Mapping[int, list[dict[str, Any]]] = field(default_factory=dict)
    premap: Mapping[int, list[Link]] = field(default_factory=dict)


def read_evidence(source: Source, events: Iterable[Event]) -> Evidence:
    """Look up what the job tables say; inputs only for executions whose inputs were not captured."""
    events = list(events)
    jobs = Ids.of(job for event in events for job in event.jobs)
    missing = [event for event in events if not event.is_captured]
    readers = Ids.of(job for event in missing for job in event.jobs)
    written = job_links.read_outputs(source, jobs)
    return Evidence(
        {row["id"]: row for row in source.lookup("job", JOB, "id", jobs)},
        written,
        job_links.read_inputs(source, readers),
        job_links.read_external(source, readers),
        read_premap(source, missing, written),
    )


def read_identities(source: Source, evidence: Evidence, jobs: Iterable[int]) -> dict[int, Identity]:
    """Return which tool each of these jobs ran; those that are no evidence are looked up."""
    jobs = set(jobs)
    rows = {row["id"]: row for row in source.lookup("job", JOB, "id", jobs - evidence.jobs.keys())}
    found = ((job, rows.get(job) or evidence.jobs.get(job)) for job in jobs)
    return {job: _identity(row) for job, row in found if row}


def describe(event: Event, evidence: Evidence) -> dict[str, object]:
    """Return the properties that an execution has from its jobs: tool, version and the earliest time."""
    jobs = [evidence.jobs[job] for job in event.jobs if job in evidence.jobs]
    first = jobs[0] if jobs else {"tool_id": None, "tool_version": None}
    return {
        "tool_id": values.as_text(first["tool_id"]),
        "tool_version": values.as_text(first["tool_version"]),
        "create_time": min(filter(None, map(_time, jobs)), default=None),
    }


def add_outputs(batch: Batch, keys: Keys, event: Event, evidence: Evidence) -> None:
    """(:ToolExecution)-[:PRODUCED {output}]->(:Dataset|Collection): what its jobs wrote, and its own collections."""
    execution = keys.execution(event.id)
    batch.own(execution, "PRODUCED")
    for job in event.jobs:
        for link in evidence.written.get(job, ()):
            batch.edge("PRODUCED", execution, keys.item(link.src, link.id), output=link.name)
    for output in event.outputs:
        batch.edge("PRODUCED", execution, keys.collection(output.hdca), output=output.output or "")


def add_recorded_inputs(batch: Batch, keys: Keys, event: Event, evidence: Evidence) -> None:
    """(:Dataset|Collection)-[:CONSUMED_BY {input, via: job|premap}]->(:ToolExecution): what the records show."""
    execution = keys.execution(event.id)
    batch.own(execution, "CONSUMED_BY")
    for job in event.jobs:
        for link in evidence.read.get(job, ()):
            if not link.is_lost:  # the job's own record says so
                item = keys.item(link.src, link.id)
                batch.edge("CONSUMED_BY", item, execution, input=link.name, via="job", **element(link))
    for hdca, _ in _collections(event, evidence.written):
        for link in evidence.premap.get(hdca, ()):
            batch.edge("CONSUMED_BY", keys.collection(link.id), execution, input=link.name, via="premap", mapped=True)


def external_inputs(event: Event, evidence: Evidence) -> str | None:
    """Return the inputs without a node that the records show, as JSON text."""
    found = {as_json_text(entry): entry for job in event.jobs for entry in evidence.external.get(job, ())}
    return as_json_text(list(found.values())) if found else None


def element(link: Link) -> dict[str, object]:
    """Return the properties of an edge from an item that was named as a collection element."""
    return {} if link.path is None else {"src": "dce", "path": link.path}


def _collections(event: Event, written: Mapping[int, list[Link]]) -> set[tuple[int, str | None]]:
    found = {(link.id, link.name) for job in event.jobs for link in written.get(job, ()) if link.src == "hdca"}
    return found | {(output.hdca, output.output) for output in event.outputs}


def read_premap(source: Source, events: Iterable[Event], written: Mapping[int, list[Link]]) -> dict[int, list[Link]]:
    """Return the collections that each implicit output was mapped over: the pre-map inputs (records.md 2.9)."""
    outputs = {hdca for event in events for hdca, _ in _collections(event, written)}
    premap: dict[int, list[Link]] = defaultdict(list)
    table, columns = "implicitly_created_dataset_collection_inputs", ("input_dataset_collection_id", "name")
    for row in source.lookup(table, columns, "dataset_collection_id", outputs):
        if row["input_dataset_collection_id"] is not None:
            link = Link("hdca", row["input_dataset_collection_id"], values.as_text(row["name"]) or "")
            premap[row["dataset_collection_id"]].append(link)
    return premap


def _identity(job: Row) -> Identity:
    return Identity(values.as_text(job["tool_id"]), values.as_text(job["tool_version"]), job["dynamic_tool_id"])


def _time(job: Row) -> str | None:
    try:
        return values.as_time(job["create_time"])
    except BadValue:
        return None
