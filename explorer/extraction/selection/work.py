"""What becomes a step: an execution, or one combination of the datasets that it was batched over. Pure.

Selections that name one execution by several records (the jobs of a batch, an ICJ and its request) are one piece of
work, because all of them resolve to the same execution.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from explorer.extraction.errors import NotExtractable
from explorer.extraction.model import Batches, Note
from explorer.extraction.records.rows import ExecutionRow, JobsRow, LinksRow, OutputRow
from explorer.extraction.selection.feeds import (
    Feed,
    as_lists,
    as_read,
    captured_feeds,
    crossed_inputs,
    fetched,
    recorded_feeds,
)
from explorer.extraction.state.batches import split_batches
from explorer.refs import Ref

NO_PORTS = ("|__part__|", "__new_primary_file")
"""In names of outputs that are elements of an output, not outputs (`galaxy/records.md` 2.8)."""

Rank = tuple[int, int, int]
Place = tuple[Rank, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One step's worth of work.

    `rank`: (tier, id, part): recorded executions by the id of their first job, then captured ones by their own; `part`
    counts the combinations of a batch. `payload`: what was asked, when it was captured. `outputs`: by port, what it
    made in the run. `rows`: of a batch that is one mapped step, the items of each port in the order of its new list.
    `fetched`: the datasets that data of a request became, each with that request. `crossed`: inputs whose collections
    ran each element with each.
    """

    execution: ExecutionRow
    rank: Rank
    feeds: tuple[Feed, ...]
    outputs: tuple[OutputRow, ...]
    payload: Mapping[str, Any] | None = None
    jobs: JobsRow | None = None
    notes: tuple[Note, ...] = ()
    rows: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    crossed: tuple[str, ...] = ()
    fetched: Mapping[str, Feed] = field(default_factory=dict)

    @property
    def place(self) -> Place:
        """What it is sorted by, and known by: no two pieces of work have the same."""
        return self.rank, self.execution.key

    @property
    def taken(self) -> set[str]:
        """The items that it took."""
        return {item for feed in self.feeds for item in (feed.item, *feed.members) if item}

    @property
    def made(self) -> dict[str, list[str]]:
        """What it made in the run, by port."""
        found: dict[str, list[str]] = {name: list(items) for name, items in self.rows.items()}
        for one in self.outputs:
            found.setdefault(one.output or "", []).append(one.item)
        return found

    @property
    def ref(self) -> Ref:
        """The execution that it is of."""
        return Ref.of_key(self.execution.key)


def works_of(row: ExecutionRow, jobs: JobsRow | None, links: Sequence[LinksRow], batches: Batches) -> list[Work]:
    """Return the work of an execution: one piece, or one for each combination of the datasets it was batched over.

    With `batches` `mapped` a batch is one piece that is mapped over new lists, unless its datasets were combined each
    with each: a workflow has no way to do that. Datasets that went in pairs with the elements of a collection are a
    list in any case: they cannot be taken apart.
    """
    values = row.values
    if values is None:
        return [_work(row, jobs, recorded_feeds(row, jobs), row.made)]
    payloads, notes = _apart(values)
    feeds = [as_lists(row, payload) or captured_feeds(row, payload) for payload in payloads]
    if len(payloads) == 1:
        single = _work(row, jobs, feeds[0], row.made, payload=payloads[0])
        return [_as_run(replace(single, notes=notes), links)]
    made = _matched(feeds, links)
    lists = as_lists(row, values)
    if batches == "mapped" and lists:
        mapped = _work(row, jobs, lists, (), payload=payloads[0])
        return [replace(mapped, rows=_rows(made), notes=(MAPPED,))]
    parts = zip(payloads, feeds, made, strict=True)
    found = [_work(row, jobs, fed, out, payload=payload) for payload, fed, out in parts]
    return [replace(one, rank=(*one.rank[:2], part), notes=(SPLIT,)) for part, one in enumerate(found)]


def _apart(values: Mapping[str, Any]) -> tuple[list[dict[str, Any]], tuple[Note, ...]]:
    """Return a request for each combination of its datasets; as it is, and why, where no job can have come of it."""
    try:
        return split_batches(values), ()
    except NotExtractable as error:
        return [dict(values)], (Note("changed", f"{error} It could not run; the step is mapped over lists of them."),)


def _as_run(work: Work, links: Sequence[LinksRow]) -> Work:
    """Return work with what its one job read: a rerun can replace data that its request names (`records.md` 8)."""
    if len(links) != 1:
        return work
    read = links[0].read
    feeds = as_read(work.feeds, read)
    changed = [old.input for old, new in zip(work.feeds, feeds, strict=True) if old != new]
    notes = tuple(Note("changed", f"{name} is what the job read, not what its request names.") for name in changed)
    return replace(work, feeds=feeds, notes=(*work.notes, *notes), fetched=fetched(feeds, read))


MAPPED: Final = Note("changed", "It ran over several datasets, one by one: the step is mapped over a list of them.")
SPLIT: Final = Note("changed", "It ran over several datasets, one by one: each of these runs is a step of its own.")


def _work(
    row: ExecutionRow,
    jobs: JobsRow | None,
    feeds: tuple[Feed, ...],
    made: Sequence[OutputRow],
    payload: Mapping[str, Any] | None = None,
) -> Work:
    outputs = tuple(one for one in made if not any(mark in (one.output or "") for mark in NO_PORTS))
    return Work(
        execution=row,
        rank=_rank(row, jobs),
        feeds=feeds,
        outputs=outputs,
        payload=payload,
        jobs=jobs,
        crossed=crossed_inputs(payload or {}),
    )


def _rank(row: ExecutionRow, jobs: JobsRow | None) -> Rank:
    if row.state == "validated" or jobs is None:
        return (1 if row.state == "validated" else 0, Ref.of_key(row.key).id, 0)
    return (0, Ref.of_key(jobs.representative.key).id, 0)


def _matched(feeds: Sequence[Sequence[Feed]], links: Sequence[LinksRow]) -> list[list[OutputRow]]:
    """Return the outputs of the job that each combination became: one that read its data, in the order of the jobs."""
    unused = list(links)
    found: list[list[OutputRow]] = []
    for wanted in ({feed.item for feed in fed if feed.item} for fed in feeds):
        job = next((one for one in unused if wanted <= {row.item for row in one.read}), None)
        if job:
            unused.remove(job)
        found.append(job.wrote if job else [])
    return found


def _rows(made: Sequence[Sequence[OutputRow]]) -> dict[str, tuple[str, ...]]:
    """Return, by port, what each combination made, in their order; ports that all of them have."""
    ports = [{one.output or "": one.item for one in outputs} for outputs in made]
    common = sorted(set(ports[0]).intersection(*ports))
    return {name: tuple(port[name] for port in ports) for name in common}
