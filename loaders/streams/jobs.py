"""Jobs: what each really read and wrote, and the executions of those without a captured request."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from loaders import executions, job_links, values
from loaders.batch import Batch
from loaders.executions import Event, Evidence
from loaders.generations.base import MEMBERS, Membership
from loaders.ids import Ids
from loaders.job_links import Link, Settings
from loaders.record import Readers, Record
from loaders.resolver import Resolution
from loaders.streams.base import CHARACTERS, Stream, weight_of
from loaders.streams.implicit_jobs import add_missing
from loaders.values import BadValue, Mended

FAILED = frozenset({"error", "failed"})
PROPERTIES: Readers = {
    **dict.fromkeys(("tool_id", "tool_version", "galaxy_version", "state", "info"), values.as_text),
    **dict.fromkeys(("exit_code", "copied_from_job_id", "tool_request_id", "user_id", "history_id"), values.as_integer),
    **dict.fromkeys(("create_time", "update_time"), values.as_time),
}
STATES = "job_state_history"
STDERR = 4000
"""How many characters of the end of a failed job's standard error are kept."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What belongs to a batch of jobs, by job id."""

    resolved: Mapping[int, Resolution]
    events: Mapping[int, Event]
    members: Mapping[int, Membership]
    strays: Mapping[int, list[str]]
    read: Mapping[int, list[Link]]
    written: Mapping[int, list[Link]]
    parameters: Mapping[int, Mapping[str, str | None]]
    stderr: Mapping[int, str]
    starts: Mapping[int, Any]
    evidence: Evidence


class Jobs(Stream):
    """job → Job, RAN_FOR, MEMBER_OF, READ_BY, WROTE; ToolExecution `job/…`, CONSUMED_BY, PRODUCED."""

    name = "jobs"
    table = "job"
    columns = (
        "tool_id", "tool_version", "galaxy_version", "state", "create_time", "update_time", "exit_code", "info",
        "copied_from_job_id", "tool_request_id", "user_id", "history_id", "tool_state", "tool_execution_state_id",
    )  # fmt: skip
    kinds = (("Job", "job"), ("ToolExecution", "job"))
    references = (("tool_request_id", "tool_request"), ("tool_execution_state_id", "tool_execution_state"))
    size = 500

    def load(self, records: Sequence[Record]) -> Batch:
        """(:Job) with its execution, its map-over, what it read and what it wrote."""
        batch, facts = Batch(), self._facts(records)
        self.note_strays(records)
        for job in records:
            batch.begin(job.id)
            batch.put(self.keys.job(job.id), _describe(job, facts))
            if (event := facts.events.get(job.id)) is not None:
                add_missing(batch, self, event, facts.evidence)
            for icj in facts.strays.get(job.id, ()):
                job.note(f"{MEMBERS}.implicit_collection_jobs_id: no implicit_collection_jobs {icj}")
            self._add_place(batch, job, facts)
            self._add_data(batch, job, facts)
            if job.id in facts.members and self.generation.is_superseded(job.row):
                job.note("tool_execution_state_id: not used, as the job is in a map-over, which counts")
        return batch

    def weigh(self, records: Sequence[Record]) -> Mapping[int, int]:
        """The inputs and outputs of each job, and its parameters: those of an upload name all its files."""
        ids = Ids.of(job.id for job in records)
        inputs = self.source.count("job_to_input_dataset", "job_id", ids)
        outputs = self.source.count("job_to_output_dataset", "job_id", ids)
        texts = self.source.length("job_parameter", "value", "job_id", ids)
        return {
            job.id: inputs.get(job.id, 0)
            + outputs.get(job.id, 0)
            + int(texts.get(job.id, 0)) // CHARACTERS
            + weight_of(job.row["tool_state"])
            for job in records
        }

    def _facts(self, records: Sequence[Record]) -> Facts:
        ids = Ids.of(job.id for job in records)
        resolved = self.generation.resolve_jobs(ids)
        told = Settings({job.id: job.row["tool_state"] for job in records}, job_links.read_parameters(self.source, ids))
        read, written = job_links.read_inputs(self.source, ids, told), job_links.read_outputs(self.source, ids)
        events = _events(resolved)
        evidence = Evidence(
            {job.id: job.row for job in records},
            written,
            read,
            job_links.read_external(self.source, events),
            executions.read_premap(self.source, events.values(), written),
        )
        return Facts(
            resolved,
            events,
            self.generation.memberships(ids),
            self.generation.strays(ids),
            read,
            written,
            told.parameters,
            self._read_stderr([job.id for job in records if job.row["state"] in FAILED]),
            self.source.latest(STATES, "create_time", "job_id", ids, state="running"),
            evidence,
        )

    def _read_stderr(self, failed: Sequence[int]) -> dict[int, str]:
        """Return the end of the tool's standard error, else of Galaxy's own about the job."""
        found = self.source.tails("job", "job_stderr", failed, STDERR)
        tool = self.source.tails("job", "tool_stderr", failed, STDERR)
        both = {job: tool.get(job) or found.get(job) for job in failed}
        return {job: text for job, text in both.items() if text}

    def _add_place(self, batch: Batch, job: Record, facts: Facts) -> None:
        """(:Job)-[:RAN_FOR {via}]->(:ToolExecution), (:Job)-[:MEMBER_OF {index}]->(:ImplicitCollectionJobs)."""
        name, resolution = self.keys.job(job.id), facts.resolved[job.id]
        batch.own(name, "RAN_FOR", "MEMBER_OF")
        batch.edge("RAN_FOR", name, self.keys.execution(resolution.execution), via=resolution.via)
        if (member := facts.members.get(job.id)) is not None:
            batch.edge("MEMBER_OF", name, self.keys.implicit_jobs(member.icj), index=_position(job, member))

    def _add_data(self, batch: Batch, job: Record, facts: Facts) -> None:
        """(:Dataset|Collection)-[:READ_BY {input, path}]->(:Job)-[:WROTE {output}]->(:Dataset|Collection)."""
        name = self.keys.job(job.id)
        batch.own(name, "READ_BY", "WROTE")
        for link in facts.read.get(job.id, ()):
            if link.is_lost:
                job.note(f"READ_BY: no collection element {link.id} ({link.name})")
            else:
                batch.edge("READ_BY", self.keys.item(link.src, link.id), name, input=link.name, path=link.path)
        for link in facts.written.get(job.id, ()):
            batch.edge("WROTE", name, self.keys.item(link.src, link.id), output=link.name)


def _position(job: Record, member: Membership) -> int | None:
    try:
        return values.as_integer(member.position)
    except BadValue as problem:
        job.note(f"order_index: {problem}")
        return None


def _events(resolved: Mapping[int, Resolution]) -> dict[int, Event]:
    """Return the executions that stand on the job itself."""
    return {job: Event(found, (job,)) for job, (found, _) in resolved.items() if found == ("job", job)}


def _describe(job: Record, facts: Facts) -> dict[str, Any]:
    return {
        **job.read(PROPERTIES),
        "start_time": _start_time(job, facts),
        "stderr": facts.stderr.get(job.id),
        "parameters": _parameters(job, facts),
        "tool_state": job.json_text("tool_state", job.json("tool_state")),
    }


def _start_time(job: Record, facts: Facts) -> str | None:
    """Return when a job last began to run: one that was sent elsewhere began more than once."""
    try:
        return values.as_time(facts.starts.get(job.id))
    except BadValue as problem:
        job.note(f"{STATES}.create_time: {problem}")
        return None


def _parameters(job: Record, facts: Facts) -> str | None:
    found = facts.parameters.get(job.id)
    if found and Mended.is_seen and any(isinstance(text, Mended) for pair in found.items() for text in pair):
        job.note("job_parameter: text that is no UTF-8")
    return job.json_text("job_parameter", found)
