"""The view of a Galaxy database that does not depend on its generation: which execution a record belongs to."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar, NamedTuple

from loaders import values
from loaders.resolver import Resolution
from loaders.source import Row, Source

MEMBERS = "implicit_collection_jobs_job_association"
HDCA = "history_dataset_collection_association"
COPIED_FROM = "copied_from_history_dataset_collection_association_id"


class Output(NamedTuple):
    """A collection that an execution was to make, with or without jobs."""

    hdca: int
    output: str | None


class Membership(NamedTuple):
    """The place of a job in a map-over."""

    icj: int
    position: int | None


class Generation(ABC):
    """One generation of Galaxy's schema; a later one inherits the one before and overrides what changed."""

    family: ClassVar[str]

    def __init__(self, source: Source) -> None:
        """Read from this source."""
        self.source = source

    @property
    def name(self) -> str:
        """The generation, as galaxy/records.md 0 calls it."""
        return self.family

    @abstractmethod
    def resolve_jobs(self, jobs: Iterable[int]) -> dict[int, Resolution]:
        """Return the execution of each job."""

    @abstractmethod
    def resolve_mapped(self, icjs: Iterable[int]) -> dict[int, Resolution]:
        """Return the execution of each ICJ."""

    @abstractmethod
    def resolve_steps(self, steps: Sequence[Row]) -> dict[int, Resolution]:
        """Return the execution of each workflow invocation step that has one."""

    @abstractmethod
    def jobs_of(self, captured: Iterable[int]) -> dict[int, list[int]]:
        """Return the jobs of each captured execution (`te/…`), in the order of their ids."""

    @abstractmethod
    def outputs_of(self, captured: Iterable[int]) -> dict[int, list[Output]]:
        """Return the collections that each captured execution (`te/…`) was to make."""

    @abstractmethod
    def count_jobs(self, captured: Iterable[int]) -> dict[int, int]:
        """Return about how many jobs each captured execution (`te/…`) has, where it has any."""

    @abstractmethod
    def first_jobs(self, jobs: Mapping[int, Sequence[int]]) -> dict[int, int]:
        """Return the job that tells which tool each captured execution (`te/…`) ran; `jobs` is what `jobs_of` gave."""

    @abstractmethod
    def jobs_of_steps(self, steps: Iterable[int]) -> dict[int, list[int]]:
        """Return the jobs of each workflow step that is an execution (`wis/…`)."""

    @abstractmethod
    def tool_sources_of(self, captured: Iterable[int]) -> dict[int, int | None]:
        """Return the row of `tool_source` that each captured execution (`te/…`) ran."""

    @abstractmethod
    def used_tool_sources(self, tool_sources: Iterable[int]) -> set[int]:
        """Return those rows of `tool_source` that a captured execution ran."""

    @abstractmethod
    def outputs_of_steps(self, steps: Iterable[int]) -> dict[int, list[Output]]:
        """Return the collections that workflow steps which are executions (`wis/…`) made without a job."""

    @abstractmethod
    def is_superseded(self, job: Row) -> bool:
        """Tell whether a job under an ICJ names an execution against the rule that the ICJ does."""

    @property
    def has_executions(self) -> bool:
        """Tell whether executions have a table of their own."""
        return self.source.has("tool_execution_state")

    @property
    def has_steps(self) -> bool:
        """Tell whether workflow steps hold payloads."""
        return self.source.has("workflow_invocation_step", "request_state")

    @property
    def steps_capture(self) -> bool:
        """Tell whether workflow steps are executions, or name them, so that jobs may belong to those."""
        return self.has_steps or self.source.has("workflow_invocation_step", "tool_execution_state_id")

    def memberships(self, jobs: Iterable[int]) -> dict[int, Membership]:
        """Return the ICJ of each job that is in one; the lowest, should there be several."""
        columns = ("job_id", "implicit_collection_jobs_id", "order_index")
        rows = self.source.recall(MEMBERS, columns, "job_id", jobs)
        known = {
            icj for (icj,) in self.source.recall("implicit_collection_jobs", ("id",), "id", (row[1] for row in rows))
        }
        found: dict[int, Membership] = {}
        for job, icj, position in rows:
            if icj in known and (job not in found or icj < found[job].icj):
                found[job] = Membership(icj, position)
        return found

    def strays(self, jobs: Iterable[int]) -> dict[int, list[str]]:
        """Return the ICJs that do not exist, and that jobs are said to be in nevertheless."""
        found: dict[int, list[str]] = {}
        column, table = "implicit_collection_jobs_id", "implicit_collection_jobs"
        for job, icj in self.source.strays(MEMBERS, column, table, "job_id", jobs):
            found.setdefault(job, []).append(values.shown(icj))
        return found

    def jobs_in(self, icjs: Iterable[int]) -> dict[int, list[int]]:
        """Return the jobs of each ICJ, in the order of their ids."""
        jobs: dict[int, set[int]] = {}
        by = "implicit_collection_jobs_id"
        for icj, job in self.source.recall(MEMBERS, (by, "job_id"), by, icjs):
            if isinstance(job, int):
                jobs.setdefault(icj, set()).add(job)
        return {icj: sorted(found) for icj, found in jobs.items()}

    def outputs_without_jobs(self, icjs: Iterable[int]) -> dict[int, list[Output]]:
        """Return the collections of those ICJs that have no job to tell."""
        icjs = list(icjs)
        jobs = self.jobs_in(icjs)
        return self.outputs_in(icj for icj in icjs if icj not in jobs)

    def outputs_in(self, icjs: Iterable[int]) -> dict[int, list[Output]]:
        """Return the collections that each ICJ made itself: a copy carries the ICJ of its original (records.md 8.2)."""
        columns = ("id", "implicit_output_name", COPIED_FROM)
        outputs: dict[int, list[Output]] = {}
        for row in self.source.lookup(HDCA, columns, "implicit_collection_jobs_id", icjs):
            if row[COPIED_FROM] is None:
                output = Output(row["id"], values.as_text(row["implicit_output_name"]))
                outputs.setdefault(row["implicit_collection_jobs_id"], []).append(output)
        return outputs
