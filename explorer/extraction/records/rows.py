"""The rows of extraction's statements, with names: what each list that a statement returns means."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple


class SourceRow(NamedTuple):
    """The source of a tool. `uuid`: of a user-defined tool. `untrusted`: the text may be another tool's."""

    key: str
    source_class: str | None
    untrusted: bool | None
    uuid: str | None


class RequestRow(NamedTuple):
    """The tool request behind an execution."""

    key: str
    state: str | None
    message: str | None
    history: int | None


class StepRow(NamedTuple):
    """The step of a run of a workflow that scheduled an execution."""

    key: str
    order_index: int | None
    label: str | None
    tool_id: str | None
    tool_version: str | None
    when: str | None
    invocation: str | None


class InputRow(NamedTuple):
    """An input of an execution, as an edge. `path`: of the collection element that was named (`src` `dce`)."""

    item: str
    input: str | None
    via: str | None
    src: str | None
    path: Sequence[str] | None
    mapped: bool | None


class OutputRow(NamedTuple):
    """An output of an execution or of a job."""

    item: str
    output: str | None


class ExecutionRow(NamedTuple):
    """An execution, with what was read about its tool, its request, its inputs and outputs."""

    key: str
    state: str | None
    payload: str | None
    tool_id: str | None
    tool_version: str | None
    create_time: str | None
    external_inputs: str | None
    sources: Sequence[Sequence[Any]]
    requests: Sequence[Sequence[Any]]
    map_overs: Sequence[Sequence[Any]]
    steps: Sequence[Sequence[Any]]
    inputs: Sequence[Sequence[Any]]
    collections: Sequence[Sequence[Any]]
    datasets: Sequence[Sequence[Any]]

    @property
    def source(self) -> SourceRow | None:
        """Its tool source; one that is surely its own before others."""
        found = [SourceRow(*values) for values in self.sources]
        return min(found, key=lambda one: (bool(one.untrusted), one.key), default=None)

    @property
    def request(self) -> RequestRow | None:
        """Its tool request."""
        return min((RequestRow(*values) for values in self.requests), key=lambda one: one.key, default=None)

    @property
    def step(self) -> StepRow | None:
        """The step of a workflow's run that scheduled it."""
        return min((StepRow(*values) for values in self.steps), key=lambda one: one.key, default=None)

    @property
    def taken(self) -> list[InputRow]:
        """Its inputs, in one order."""
        return sorted((InputRow(*values) for values in self.inputs), key=_place_of_input)

    @property
    def made(self) -> list[OutputRow]:
        """Its outputs, in one order."""
        found = (OutputRow(*values) for values in (*self.collections, *self.datasets))
        return sorted(found, key=lambda one: (one.output or "", one.item))

    @property
    def values(self) -> Mapping[str, Any] | None:
        """What was asked, when it was captured and found valid."""
        found = load(self.payload) if self.state == "validated" else None
        return found if isinstance(found, dict) else None


class FirstJob(NamedTuple):
    """The job that stands for an execution."""

    key: str
    parameters: str | None
    tool_state: str | None
    state: str | None
    history: int | None
    copied_from: int | None


class JobsRow(NamedTuple):
    """The jobs of an execution, counted, and the first of them."""

    execution: str
    counts: Sequence[tuple[str | None, int]]
    first: Sequence[Any]

    @property
    def representative(self) -> FirstJob:
        """The first job."""
        return FirstJob(*self.first)


class ReadRow(NamedTuple):
    """What a job read. `converted_from`: keys of what it is a conversion of."""

    item: str
    input: str | None
    converted_from: Sequence[str]


class LinksRow(NamedTuple):
    """What one job read, lists of [item, input, converted_from], and wrote, lists of [item, output]."""

    execution: str
    job: str
    reads: Sequence[Sequence[Any]]
    writes: Sequence[Sequence[Any]]

    @property
    def read(self) -> list[ReadRow]:
        """What it read, in one order."""
        return sorted((ReadRow(*values) for values in self.reads), key=lambda one: (one.input or "", one.item))

    @property
    def wrote(self) -> list[OutputRow]:
        """What it wrote, in one order."""
        found = (OutputRow(*values) for values in self.writes)
        return sorted(found, key=lambda one: (one.output or "", one.item))


class ItemRow(NamedTuple):
    """A dataset or collection, and where it comes from."""

    key: str
    name: str | None
    hid: int | None
    extension: str | None
    collection_type: str | None
    annotation: str | None
    history: str | None
    history_name: str | None
    makers: Sequence[tuple[str, str | None, str | None]]
    copied_from: Sequence[str]
    converted_from: Sequence[str]
    holders: Sequence[tuple[str, Sequence[str]]]


class LeafRow(NamedTuple):
    """An element of a collection."""

    path: Sequence[str]
    dataset: str
    position: int | None
    extension: str | None


class HistoryRow(NamedTuple):
    """A history."""

    key: str
    name: str | None
    annotation: str | None
    tags: Sequence[str] | None


class InvocationRow(NamedTuple):
    """A run of a workflow, the runs that contain it, and the executions of its steps."""

    key: str
    workflow: str | None
    parents: Sequence[str]
    executions: Sequence[str]


def load(text: str | None) -> Any:
    """Return stored JSON; None where there is none."""
    return json.loads(text) if text else None


def _place_of_input(row: InputRow) -> tuple[str, str, str, tuple[str, ...], str]:
    return row.input or "", row.via or "", row.item, tuple(row.path or ()), row.src or ""
