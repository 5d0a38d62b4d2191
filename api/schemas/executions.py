"""Executions in full, and what produced an item."""

from __future__ import annotations

from operator import not_
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from api.schemas.base import Absent, Answer, ExecutionSrc, HistoryName, Id, OrStub, Reference, States, Time
from api.schemas.graphs import NamedItem, Node


class Tool(Answer):
    """The tool that ran; what its persisted source says about it where there is one."""

    id: str | None
    version: str | None
    name: str | None
    description: str | None
    source_class: str | None
    hash: str | None
    untrusted: bool = Field(description="the persisted text may be another tool's")


class ParameterItem(Answer):
    """A dataset or collection that a parameter names."""

    src: str
    id: Id
    instance: Absent[str] = None
    name: str | None
    hid: int | None
    mapped: bool


class Parameter(Answer):
    """A parameter or a group of them, nested as in the tool form."""

    name: str
    label: str | None
    type: str | None
    value: Any = None
    text: Absent[str] = Field(None, description="the value as the form shows it")
    default: Any = None
    default_text: Absent[str] = None
    differs: bool | None = Field(description="from the tool's default; null where that is not known")
    help: Absent[str] = None
    items: Absent[list[OrStub[ParameterItem]]] = None
    children: Absent[list[Parameter]] = None


class Job(Answer):
    """One job; `message` says why it failed."""

    src: Literal["job"]
    id: Id
    instance: Absent[str] = None
    state: str | None
    tool_id: str | None
    tool_version: str | None
    exit_code: int | None
    create_time: Time | None
    start_time: Time | None = Field(description="when it last began to run")
    update_time: Time | None
    message: str | None
    index: int | None = Field(description="position in the map-over")
    path: list[str] = Field(default_factory=list, description="identifiers of its element, from the outside in")


class Jobs(Answer):
    """All jobs by state, and the first of them, failures first."""

    total: int
    states: States
    items: list[OrStub[Job]]


class JobItem(Answer):
    """What a job read or wrote."""

    name: str | None = Field(description="of the input or output")
    item: OrStub[NamedItem]
    path: list[str] = Field(default_factory=list, exclude_if=not_, description="which element of the item")
    stands_for: list[Reference] = Field(
        default_factory=list,
        exclude_if=not_,
        description="what a request may name in its place: what holds it, what it is a copy or a conversion of",
    )


class JobData(Answer):
    """One job and its data; `path`: identifiers of its element, from the outside in."""

    src: Literal["job"]
    id: Id
    instance: Absent[str] = None
    state: str | None
    path: list[str]
    read: list[JobItem]
    written: list[JobItem]


class JobPage(Answer):
    """A page of the jobs of an execution, in the order of their elements."""

    total: int = Field(description="how many jobs there are")
    rows: list[OrStub[JobData]]


class MapOver(Answer):
    """The implicit collection jobs behind an execution."""

    id: Id
    populated_state: str | None


class ToolRequest(Answer):
    """The tool request behind an execution."""

    id: Id
    state: str | None
    state_message: Any = None


def _named(value: object) -> object:
    return {"name": value} if isinstance(value, str) else value


class WorkflowName(Answer):
    """A workflow, named."""

    name: str


class InvocationStep(Answer):
    """The workflow step that scheduled an execution."""

    id: Id
    order_index: int | None
    label: str | None
    invocation: Reference | None
    workflow: Annotated[WorkflowName | None, BeforeValidator(_named)]


class Input(Answer):
    """An input, the evidence for it, and the item."""

    input: str | None
    label: str | None
    via: str | None
    mapped: bool
    path: list[str] = Field(default_factory=list, exclude_if=not_)
    item: OrStub[Node]


class Output(Answer):
    """An output and its item."""

    output: str | None
    label: str | None
    item: OrStub[Node]


class Evidence(Answer):
    """What the answer rests on."""

    record: str = Field(examples=["tool_request 7"])
    key: str = Field(description="of the node in the graph", examples=["main/te/7"])
    via: States


class ToolExecution(Answer):
    """One execution with all that is known about it."""

    src: ExecutionSrc
    id: Id
    instance: Absent[str] = None
    validity: str | None
    tool: Tool
    create_time: Time | None
    end_time: Time | None
    user: str | None
    history: HistoryName | None
    request: dict[str, Any] | None = Field(
        validation_alias="payload", description="the captured request, its ids encoded; null when none was captured"
    )
    parameters: list[Parameter] | None
    parameters_from: Literal["payload", "job"] | None
    labels_from: Literal["tool source"] | None
    jobs: Jobs
    implicit_collection_jobs: MapOver | None
    tool_request: ToolRequest | None
    invocation_step: InvocationStep | None
    inputs: list[Input]
    outputs: list[Output]
    external_inputs: list[dict[str, Any]] = Field(description="inputs that are no items: URLs, library datasets")
    evidence: Evidence


class Producers(Answer):
    """One item and everything that produced it."""

    item: OrStub[Node]
    producers: list[ToolExecution]
    copied_from: list[OrStub[Node]]
    copies: int
    converted_from: OrStub[Node] | None


class Step(Answer):
    """One step of a workflow run, and the executions that it scheduled."""

    id: Id
    order_index: int | None
    label: str | None
    type: str | None
    state: str | None
    tool_id: str | None
    executions: list[Reference]


class Invocation(Answer):
    """One run of a workflow; `parent` is the run that contains it."""

    id: Id
    state: str | None
    workflow: Annotated[WorkflowName | None, BeforeValidator(_named)]
    create_time: Time | None
    update_time: Time | None
    history: HistoryName | None
    parent: Reference | None
    steps: list[Step]
