"""What requests and answers look like: the only pydantic models, and what OpenAPI says.

A member that may be null is always there; a member that may be absent is left out when there is nothing to say.
"""

from __future__ import annotations

from operator import not_
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

T = TypeVar("T")

ABSENT = "x-absent"
"""Marks a member that is left out, for `openapi`."""

NodeSrc = Literal[
    "hda",
    "hdca",
    "tool_request",
    "tool_execution",
    "job",
    "implicit_collection_jobs",
    "workflow_invocation_step",
]
ItemSrc = Literal["hda", "hdca"]
ExecutionSrc = Literal["tool_execution", "job", "implicit_collection_jobs", "workflow_invocation_step"]
Profile = Literal["galaxy-26.1", "full"]
EdgeType = Literal[
    "dataset_input",
    "dataset_output",
    "collection_input",
    "collection_output",
    "dataset_element",
    "dataset_copy",
    "collection_copy",
]
Direction = Literal["backward", "forward", "both"]

States = Annotated[dict[str, int], Field(description="state → how many", examples=[{"ok": 5, "error": 1}])]
Time = Annotated[str, Field(description="UTC, ISO 8601", examples=["2026-11-20T12:00:00.000000Z"])]
Id = Annotated[str, Field(description="as Galaxy encodes it; decimal when no id secret is configured")]


def _is_none(value: object) -> bool:
    return value is None


Absent = Annotated[T | None, Field(exclude_if=_is_none, json_schema_extra={ABSENT: True})]
"""Left out when it is not known or does not apply."""

Flag = Annotated[bool, Field(exclude_if=not_)]
"""Left out when it is false."""


class Answer(BaseModel):
    """Base of all answers."""

    model_config = ConfigDict(frozen=True, populate_by_name=True)


class Reference(Answer):
    """One record of Galaxy. `instance` only when it is another Galaxy than the one asked about."""

    src: str = Field(examples=["hda"])
    id: Id
    instance: Absent[str] = None


class HistoryName(Answer):
    """A history, named. `owner` is the public user name."""

    id: Id
    name: str | None
    owner: Absent[str] = None
    instance: Absent[str] = None


class Counts(Answer):
    """How much a history holds: visible, not deleted items."""

    datasets: int = 0
    collections: int = 0
    executions: int = 0


class History(Answer):
    """A history with what it holds."""

    id: Id
    name: str | None
    owner: str | None = Field(description="public user name; null for an anonymous history")
    create_time: Time | None
    update_time: Time | None
    deleted: bool
    purged: bool
    published: bool
    importable: bool
    archived: bool
    tags: list[str]
    annotation: str | None
    counts: Counts
    states: States


class NamedItem(Answer):
    """Another item, named: where a copy comes from, or the collection that holds an element."""

    src: ItemSrc
    id: Id
    instance: Absent[str] = None
    name: str | None
    hid: Absent[int] = None
    history: Absent[HistoryName] = None


class Node(Answer):
    """A node of a graph. The first eleven members are Galaxy's and always there; the others are of `profile=full`."""

    src: NodeSrc
    id: Id
    name: str | None
    hid: int | None = Field(description="number in its history")
    state: str | None
    extension: str | None
    collection_type: str | None
    deleted: bool | None
    visible: bool | None
    tool_id: str | None
    tool_name: str | None
    instance: Absent[str] = None
    create_time: Absent[Time] = None
    copied_from: Absent[NamedItem] = None
    element_of: Absent[NamedItem] = None
    upload: Flag = False
    history: Absent[HistoryName] = Field(None, description="when it stands in another history than the one asked about")
    count: Absent[int] = Field(None, description="top-level elements of a collection; jobs of an execution")
    states: Absent[States] = Field(None, description="states of the elements, or of the jobs")
    purged: Absent[bool] = None
    file_size: Absent[int] = Field(None, description="bytes")
    tool_version: Absent[str] = None
    validity: Absent[str] = Field(None, description="of the captured request: validated, not_validated, … or missing")
    mapped: Flag = Field(default=False, description="of an execution: it is a map-over")
    request: Absent[Reference] = Field(None, description="the tool request behind an execution")


class Edge(Answer):
    """An edge along the flow of data. `input`, `output`, `via`, `mapped` and `path` are of `profile=full`."""

    source: Reference
    target: Reference
    type: EdgeType
    input: Absent[str] = Field(None, description="the tool's flat input name, such as `cond|x`")
    output: Absent[str] = Field(None, description="the tool's output name")
    via: Absent[str] = Field(None, description="what says so: `payload`, `job` or `premap`; `copy` on an element")
    mapped: Flag = Field(default=False, description="the execution took each element by itself")
    path: Annotated[list[str], Field(exclude_if=not_)] = Field([], description="identifiers of a collection's element")


class Truncation(Answer):
    """What the window left out, in Galaxy's words."""

    item_count_capped: bool
    scope_type: Literal["recent", "seed_centered"]
    seed_in_scope: bool | None


class Card(Answer):
    """A card of the picture; its corner, size and place in the order of drawing. Pixels."""

    src: NodeSrc
    id: Id
    instance: Absent[str] = None
    x: int
    y: int
    width: int
    height: int
    lines: list[str] = Field(description="the name, wrapped")
    column: int
    block: int


class Route(Answer):
    """How an edge runs: corners from port to port, and how it is drawn."""

    source: Reference
    target: Reference
    points: list[tuple[int, int]]
    style: list[str] = Field(description="of `many`, `whole`, `copy` and `evidence`")


class Spine(Answer):
    """An execution and an output docked below it."""

    source: Reference
    target: Reference


class Layout(Answer):
    """The picture of a graph: data flows from left to right, an execution and its outputs are one block."""

    width: int
    height: int
    cards: list[Card]
    edges: list[Route]
    spines: list[Spine]


class HistoryGraph(Answer):
    """Galaxy's history graph; `history` with `profile=full`, `layout` when asked for."""

    nodes: list[Node]
    edges: list[Edge]
    truncated: Truncation
    history: Absent[HistoryName] = None
    layout: Absent[Layout] = None


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
    items: Absent[list[ParameterItem]] = None
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
    update_time: Time | None
    message: str | None
    index: int | None = Field(description="position in the map-over")


class Jobs(Answer):
    """All jobs by state, and the first of them, failures first."""

    total: int
    states: States
    items: list[Job]


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
    path: Annotated[list[str], Field(exclude_if=not_)] = []
    item: Node


class Output(Answer):
    """An output and its item."""

    output: str | None
    label: str | None
    item: Node


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

    item: Node
    producers: list[ToolExecution]
    copied_from: list[Node]
    copies: int
    converted_from: Node | None


class Synced(Answer):
    """When a Galaxy was last synced; `synced` is null before its first sync has ended."""

    instance: str
    synced: Time | None
    age: float | None = Field(description="seconds")


class Sync(Answer):
    """The Galaxy servers in the graph."""

    instances: list[Synced]


class Health(Answer):
    """The state of the server."""

    status: Literal["ok"] = "ok"


class Problem(Answer):
    """An error (RFC 9457), with the members that Galaxy's errors have."""

    type: str = "about:blank"
    title: str = Field(examples=["Not Found"])
    status: int = Field(examples=[404])
    detail: str
    err_msg: str = Field(description="the same as `detail`")
    err_code: int = Field(examples=[404001])
    validation_errors: Absent[list[str]] = None
