"""The answers about one execution and one item: what ran, with what, and which record says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from explorer.graph.model import HistoryName, Item, States
from explorer.refs import Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """The tool that ran. `name`, `description`, `source_class` and `hash` come from its persisted source, if any."""

    id: str | None
    version: str | None
    name: str | None = None
    description: str | None = None
    source_class: str | None = None
    hash: str | None = None
    untrusted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterItem:
    """A dataset or collection that a parameter names."""

    ref: Ref
    name: str | None = None
    hid: int | None = None
    mapped: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One parameter or group (`conditional`, `section`, `repeat`, `repeat_item`), nested like the tool form.

    `value` and `default` are as stored; `text` and `default_text` are what the form shows (option labels, Yes and No).
    `differs` is None where the default is not known or there can be none (inputs, groups).
    """

    name: str
    label: str | None = None
    type: str | None = None
    value: Any = None
    text: str | None = None
    default: Any = None
    default_text: str | None = None
    differs: bool | None = None
    help: str | None = None
    items: tuple[ParameterItem, ...] | None = None
    children: tuple[Parameter, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One job.

    `start_time`: when it last began to run; `message`: why it failed; `index`: its position in a map-over, `path`: the
    element that it worked on.
    """

    ref: Ref
    state: str | None
    tool_id: str | None = None
    tool_version: str | None = None
    exit_code: int | None = None
    create_time: str | None = None
    start_time: str | None = None
    update_time: str | None = None
    message: str | None = None
    index: int | None = None
    path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Jobs:
    """All jobs counted by state, and the first of them, failures first."""

    total: int
    states: States
    items: tuple[Job, ...]


@dataclass(frozen=True, slots=True)
class MapOver:
    """The ICJ behind an execution."""

    ref: Ref
    populated_state: str | None


@dataclass(frozen=True, slots=True)
class Request:
    """The tool request behind an execution."""

    ref: Ref
    state: str | None
    state_message: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InvocationStep:
    """The workflow step that scheduled an execution."""

    ref: Ref
    order_index: int | None
    label: str | None
    invocation: Ref | None
    workflow: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """An input of an execution, the record that says so, and the item."""

    input: str | None
    label: str | None
    via: str | None
    mapped: bool
    item: Item
    path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Output:
    """An output of an execution."""

    output: str | None
    label: str | None
    item: Item


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the answer rests on: the record, its key in the graph, and inputs by kind of evidence."""

    record: str
    key: str
    via: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolExecutionDetail:
    """One execution with all that is known about it."""

    ref: Ref
    validity: str | None
    tool: Tool
    create_time: str | None
    end_time: str | None
    user: str | None
    history: HistoryName | None
    payload: Mapping[str, Any] | None
    parameters: tuple[Parameter, ...] | None
    parameters_from: Literal["payload", "job"] | None
    labels_from: Literal["tool source"] | None
    jobs: Jobs
    implicit_collection_jobs: MapOver | None
    tool_request: Request | None
    invocation_step: InvocationStep | None
    inputs: tuple[Input, ...]
    outputs: tuple[Output, ...]
    external_inputs: tuple[Mapping[str, Any], ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Producers:
    """One item and everything that produced it; `copies` counts its copies."""

    item: Item
    producers: tuple[ToolExecutionDetail, ...]
    copied_from: tuple[Item, ...]
    copies: int
    converted_from: Item | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of one run of a workflow, and the executions that it scheduled (none: an input, or not yet)."""

    ref: Ref
    order_index: int | None
    label: str | None
    type: str | None
    state: str | None
    tool_id: str | None
    executions: tuple[Ref, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Invocation:
    """One run of a workflow. `parent` is the run that contains it, when it is that of a sub-workflow."""

    ref: Ref
    state: str | None
    workflow: str | None
    create_time: str | None
    update_time: str | None
    history: HistoryName | None
    parent: Ref | None
    steps: tuple[Step, ...]
