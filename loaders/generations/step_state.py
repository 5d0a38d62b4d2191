"""STEP_STATE: payloads on workflow steps, `wis/<step>`; an early form of what became the TES (galaxy/records.md 0)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from loaders.generations.base import Output
from loaders.generations.g3 import G3
from loaders.ids import kept
from loaders.keys import ExecutionId
from loaders.resolver import Links, Resolution
from loaders.source import Row

STEPS = "workflow_invocation_step"
CAPTURE = ("request_state", "tool_execution_state_id")
ICJ = "implicit_collection_jobs_id"


def holds_payload(step: Row) -> bool:
    """Tell whether a step is an execution: it says how its capture went, and no TES does."""
    return step["request_state"] is not None and step["tool_execution_state_id"] is None


class StepState(G3):
    """A development form of Galaxy with `request` and `request_state` on workflow_invocation_step."""

    family = "STEP_STATE"

    def resolve_mapped(self, icjs: Iterable[int]) -> dict[int, Resolution]:
        """What it resolved to before; if that is nothing, the execution of its step."""
        found = super().resolve_mapped(icjs)
        steps = self.executions_of_steps(ICJ, [icj for icj, resolution in found.items() if not resolution.is_captured])
        return found | {icj: Resolution(execution, "step") for icj, execution in steps.items()}

    def resolve_steps(self, steps: Sequence[Row]) -> dict[int, Resolution]:
        """Its own capture counts first."""
        found = super().resolve_steps(steps)
        return found | {step: Resolution(execution, "own") for step, execution in self.captured_by(steps).items()}

    def links_of_jobs(self, jobs: Iterable[int]) -> dict[int, Links]:
        """The step may know the execution of its job."""
        jobs = kept(jobs)
        links, steps = super().links_of_jobs(jobs), self.executions_of_steps("job_id", jobs)
        return {job: replace(links.get(job, Links()), step=steps.get(job)) for job in jobs}

    def jobs_of_steps(self, steps: Iterable[int]) -> dict[int, list[int]]:
        """The job of a step, or those of its ICJ, where nothing else counts before the step."""
        rows = list(self.source.lookup(STEPS, ("id", "job_id", ICJ), "id", steps))
        mapped = self.jobs_in(row[ICJ] for row in rows)
        candidates = {row["job_id"] for row in rows if isinstance(row["job_id"], int)} | {
            job for jobs in mapped.values() for job in jobs
        }
        found: dict[int, list[int]] = {}
        for job, (execution, _) in sorted(self.resolve_jobs(candidates).items()):
            if execution.kind == "wis":
                found.setdefault(execution.id, []).append(job)
        return found

    def outputs_of_steps(self, steps: Iterable[int]) -> dict[int, list[Output]]:
        """The collections of an empty map-over."""
        rows = {row[ICJ]: row["id"] for row in self.source.lookup(STEPS, ("id", ICJ), "id", steps)}
        resolved = self.resolve_mapped(icj for icj in rows if isinstance(icj, int))
        empty = self.outputs_without_jobs(icj for icj, found in resolved.items() if found.execution.kind == "wis")
        return {rows[icj]: outputs for icj, outputs in empty.items()}

    def captured_by(self, steps: Sequence[Row]) -> dict[int, ExecutionId]:
        """Return the execution that each step itself captured, if it did."""
        return {step["id"]: ExecutionId("wis", step["id"]) for step in steps if holds_payload(step)}

    def executions_of_steps(self, by: str, values: Iterable[int]) -> dict[int, ExecutionId]:
        """Return the execution of the first step with each value in this column that has one."""
        rows = list(self.source.lookup(STEPS, ("id", *CAPTURE), by, values))
        captured = self.captured_by(rows)
        return {row[by]: captured[row["id"]] for row in reversed(rows) if row["id"] in captured}
