"""From changed records to the rows of streams that must be read again because of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from loaders.elements import COLUMNS as ELEMENT
from loaders.generations.base import HDCA, MEMBERS, Generation
from loaders.keys import ExecutionId, Keys
from loaders.ledger import Ledger
from loaders.resolver import Resolution
from loaders.source import Source

STEPS = "workflow_invocation_step"
ICJ = "implicit_collection_jobs_id"


class Touch:
    """Collects `rows`, ids by stream; each method says what one kind of change touches."""

    def __init__(self, source: Source, generation: Generation, ledger: Ledger, keys: Keys) -> None:
        """Nothing is touched yet."""
        self.source, self.generation = source, generation
        self._ledger, self._keys = ledger, keys
        self.rows: dict[str, set[int]] = defaultdict(set)

    def add(self, stream: str, ids: Iterable[object]) -> None:
        """Touch rows of a stream."""
        self.rows[stream].update(id_ for id_ in ids if isinstance(id_, int))

    def take(self) -> list[tuple[str, int]]:
        """Return what was touched, (stream, id), and begin anew."""
        taken = [(stream, id_) for stream, ids in self.rows.items() for id_ in sorted(ids)]
        self.rows.clear()
        return taken

    def owners(self, stream: str, table: str, by: str, ids: Iterable[int | None]) -> None:
        """Touch the rows of a stream whose `table` names one of these ids in the column `by`."""
        self.add(stream, (row["id"] for row in self.source.lookup(table, ("id",), by, ids)))

    def executions(self, ids: Iterable[ExecutionId]) -> None:
        """Touch the rows that executions stand on."""
        captured = "tool_executions" if self.generation.has_executions else "tool_requests"
        homes = {"te": captured, "icj": "implicit_collection_jobs", "job": "jobs", "wis": "step_executions"}
        for kind, id_ in ids:
            self.add(homes[kind], [id_])

    def changed_jobs(self, jobs: Iterable[int | None]) -> None:
        """Touch jobs, and both executions of one that now belongs to another than the graph says."""
        jobs = _some(jobs)
        self.add("jobs", jobs)
        self._moved(self.generation.resolve_jobs(jobs), "job")

    def linked_jobs(self, jobs: Iterable[int | None]) -> None:
        """Touch jobs with new links, and their executions."""
        jobs = _some(jobs)
        self.add("jobs", jobs)
        self.executions(resolution.execution for resolution in self.generation.resolve_jobs(jobs).values())

    def mapped(self, icjs: Iterable[int | None]) -> None:
        """Touch map-overs and their executions; jobs and steps of one that now belongs to another execution too."""
        icjs = _some(icjs)
        self.add("implicit_collection_jobs", icjs)
        resolved = self.generation.resolve_mapped(icjs)
        self.executions(resolution.execution for resolution in resolved.values())
        moved = self._moved(resolved, "icj")
        self.add("jobs", (job for jobs in self.generation.jobs_in(moved).values() for job in jobs))
        self.owners("invocation_steps", STEPS, ICJ, moved)

    def steps(self, steps: Iterable[int | None]) -> None:
        """Touch steps of workflow runs; where they hold executions or name them, what these touch."""
        steps = _some(steps)
        self.add("invocation_steps", steps)
        self.add("step_executions", steps)
        if not self.generation.steps_capture:
            return
        rows = list(self.source.lookup(STEPS, ("id", "job_id", ICJ, "tool_execution_state_id"), "id", steps))
        self.add("tool_executions", (row["tool_execution_state_id"] for row in rows))
        self.changed_jobs(row["job_id"] for row in rows)
        self.mapped(row[ICJ] for row in rows)

    def outputs(self, hdcas: Iterable[int | None]) -> None:
        """Touch the executions that made collections: their map-overs, and jobs that wrote them."""
        hdcas = _some(hdcas)
        self.mapped(row[ICJ] for row in self.source.lookup(HDCA, (ICJ,), "id", hdcas))
        rows = self.source.lookup("job_to_output_dataset_collection", ("job_id",), "dataset_collection_id", hdcas)
        mapped = self.generation.memberships(jobs := {row["job_id"] for row in rows} - {None})
        self.linked_jobs(jobs - mapped.keys())

    def replaced(self, hdcas: Iterable[int | None], icjs: Iterable[int | None]) -> None:
        """Touch jobs that took the place of others in map-overs and as makers of collections, and those others.

        A failed job that is run again: its outputs are no elements any more, those of the new one are, and only the
        collection's clock moves (Galaxy's `_remap_job_on_rerun`). A payload may name such an element.
        """
        hdcas, icjs = _some(hdcas), _some(icjs)
        rows = self.source.lookup("job_to_output_dataset_collection", ("job_id",), "dataset_collection_id", hdcas)
        wanted = {row["job_id"] for row in rows} - {None}
        wanted.update(job for jobs in self.generation.jobs_in(icjs).values() for job in jobs)
        collections, maps = self._keys.prefix("hdca"), self._keys.prefix("icj")
        keys = [*(f"{collections}{hdca}" for hdca in hdcas), *(f"{maps}{icj}" for icj in icjs)]
        known = {_id(key) for key in self._ledger.makers(keys)}
        self.linked_jobs(wanted - known)
        self.changed_jobs(known - wanted)
        outputs = self.source.lookup("job_to_output_dataset", ("dataset_id",), "job_id", wanted ^ known)
        hdas = _some({row["dataset_id"] for row in outputs})
        self.add("datasets", hdas)
        if known - wanted:
            self.namers("hda", hdas)

    def rewired(self, hdas: Iterable[int | None]) -> None:
        """Touch jobs that read datasets which a later job wrote: they were to read those of a job that failed.

        That moves the clock of the new dataset, of the job only if it was paused (Galaxy's `_remap_job_on_rerun`).
        """
        hdas = _some(hdas)
        written = self.source.lookup("job_to_output_dataset", ("job_id",), "dataset_id", hdas)
        writers = {row["dataset_id"]: row["job_id"] or 0 for row in written}
        read = self.source.lookup("job_to_input_dataset", ("job_id",), "dataset_id", writers)
        self.linked_jobs(row["job_id"] for row in read if (row["job_id"] or 0) < writers[row["dataset_id"]])

    def namers(self, kind: str, ids: Iterable[int]) -> None:
        """Touch the executions whose payload named an element that is, or is in, one of these items in the graph."""
        prefix = self._keys.prefix(kind)
        self.executions(_execution(key) for key in self._ledger.namers([f"{prefix}{id_}" for id_ in ids]))

    def inside(self, collections: Iterable[int | None]) -> None:
        """Touch the HDCAs that hold these dataset collections, at any depth."""
        level, seen = set(_some(collections)), set[int]()
        while level:
            seen |= level
            self.owners("collections", HDCA, "collection_id", level)
            above = self.source.lookup("dataset_collection_element", ELEMENT, "child_collection_id", level)
            level = {row["dataset_collection_id"] for row in above} - seen - {None}

    def with_requests(self, requests: Iterable[int | None]) -> None:
        """Touch the executions of tool requests."""
        requests = _some(requests)
        if not self.generation.has_executions:
            self.add("tool_requests", requests)
            return
        rows = self.source.lookup("tool_request", ("tool_execution_state_id",), "id", requests)
        self.add("tool_executions", (row["tool_execution_state_id"] for row in rows))

    def has_jobs(self, icjs: Iterable[int | None]) -> set[int]:
        """Return those of these map-overs that have jobs."""
        rows = self.source.count(MEMBERS, ICJ, icjs)
        return set(rows)

    def _moved(self, resolved: Mapping[int, Resolution], kind: str) -> set[int]:
        """Return the rows that belong to another execution than the graph says, and touch both."""
        prefix = self._keys.prefix(kind)
        known = self._ledger.executions([f"{prefix}{id_}" for id_ in resolved])
        moved = set[int]()
        for id_, (execution, _) in resolved.items():
            before = known.get(f"{prefix}{id_}")
            if before is not None and before != self._keys.execution(execution).key:
                moved.add(id_)
                self.executions([execution, _execution(before)])
        return moved


def _some(ids: Iterable[int | None]) -> list[int]:
    return sorted({id_ for id_ in ids if isinstance(id_, int)})


def _execution(key: str) -> ExecutionId:
    return ExecutionId(key.split("/")[1], _id(key))


def _id(key: str) -> int:
    return int(key.rpartition("/")[2])
