"""What extraction asks, what it works on, and what it answers: plain frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from explorer.refs import Ref
from explorer.tools.forms import Form

Batches = Literal["steps", "mapped"]
"""What becomes of a batch over datasets: a step for each combination, or one step mapped over a new list input."""

SHED_ID_PARTS: Final = 6
"""A full tool id: shed, `repos`, owner, repository, tool, version."""

Format = Literal["ga", "gxformat2"]
Outcome = Literal["kept", "changed", "lost", "guessed", "unconnected"]


@dataclass(frozen=True, slots=True)
class OutputLabel:
    """A label for an output of a selected step."""

    item: Ref
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What to extract.

    `executions`: by any record that names one (job, ICJ, tool request, workflow step). `results`: items; everything
    that led to them. `until`: items where going back ends; they become inputs. `inputs`: items that become inputs, in
    this order, with `input_names` where the caller gave names.
    """

    name: str
    executions: tuple[Ref, ...] = ()
    results: tuple[Ref, ...] = ()
    until: tuple[Ref, ...] = ()
    inputs: tuple[Ref, ...] = ()
    input_names: Mapping[Ref, str] = field(default_factory=dict)
    output_labels: tuple[OutputLabel, ...] = ()
    batches: Batches = "steps"


@dataclass(frozen=True, slots=True)
class ReportItem:
    """What became of one thing. `step`: what its step is called; `subject`: the record that it is about."""

    outcome: Outcome
    message: str
    step: str | None = None
    subject: Ref | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that the workflow keeps, changes, loses or guesses of what was run."""

    items: tuple[ReportItem, ...] = ()

    @property
    def lossless(self) -> bool:
        """Whether nothing was lost and no input that is needed is without connection."""
        return not any(item.outcome in {"lost", "unconnected"} for item in self.items)


@dataclass(frozen=True, slots=True)
class Note:
    """A line of the report that does not know its step yet."""

    outcome: Outcome
    message: str


@dataclass(frozen=True, slots=True)
class StepState:
    """The parameters of a workflow step: JSON values, `ConnectedValue` where a connection goes; and what was done.

    `renamed`: inputs that the step calls otherwise than the run did (instances of a repeat are numbered anew).
    """

    values: Mapping[str, Any]
    notes: tuple[Note, ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolIdentity:
    """Which tool a step runs. `representation`: the source of a user-defined tool. `name`: what it calls itself.

    `changeset`: the revision of its tool shed repository, which only a live Galaxy knows.
    """

    id: str | None
    version: str | None
    uuid: str | None = None
    name: str | None = None
    representation: Mapping[str, Any] | None = None
    changeset: str | None = None

    @property
    def called(self) -> str:
        """What people call it: its name, else what its id has in place of one."""
        parts = (self.id or "").split("/")
        short = parts[-2] if len(parts) == SHED_ID_PARTS else self.id
        return self.name or short or "Unknown tool"


@dataclass(frozen=True, slots=True)
class Connection:
    """An input of a step (`cond|x`, `rep_0|x`), fed by an output of an earlier step (its index in the workflow)."""

    input: str
    step: int
    output: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InputStep:
    """A workflow input. `item`: the dataset or collection that it stands for; None for a URL and for a new list.

    `elements`: the datasets of a new list, by identifier. `formats`: data types that it may have; none: any. Of a
    parameter: `parameter_type`, as Galaxy names it, and its `default`.
    """

    type: Literal["data_input", "data_collection_input", "parameter_input"]
    label: str
    item: Ref | None = None
    collection_type: str | None = None
    formats: tuple[str, ...] = ()
    optional: bool = False
    annotation: str = ""
    url: str | None = None
    elements: Mapping[str, Ref] = field(default_factory=dict)
    parameter_type: str | None = None
    default: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """An output port of a step. `label`: set when it is an output of the workflow. `items`: what it was in the run.

    `rename`: the name that people gave it, which it is to have again.
    """

    name: str
    type: str | None = None
    label: str | None = None
    items: tuple[Ref, ...] = ()
    rename: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolStep:
    """A step that runs a tool. `execution`: what it was extracted from. `form`: of the tool, where it is known.

    `name`: what its tool is called; of a step without label also what tells it from all other steps and inputs.
    """

    execution: Ref
    name: str
    tool: ToolIdentity
    state: Mapping[str, Any]
    form: Form | None = None
    label: str | None = None
    annotation: str = ""
    connections: tuple[Connection, ...] = ()
    outputs: tuple[Output, ...] = ()
    when: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubworkflowStep:
    """A step that runs a workflow inside the workflow. `invocation`: its run.

    A connection into it names the label of one of its inputs; an output of it, the label of one of its outputs.
    """

    invocation: Ref
    workflow: Draft
    label: str | None = None
    connections: tuple[Connection, ...] = ()
    outputs: tuple[Output, ...] = ()
    when: str | None = None


Step = InputStep | ToolStep | SubworkflowStep


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a workflow was extracted from: the lineage stamp, without its executions, which the steps name.

    `histories`: those that the executions ran in, with their names. `first`, `last`: times of the earliest and the
    latest execution, so that the same records give the same workflow.
    """

    instance: str
    histories: Mapping[Ref, str | None] = field(default_factory=dict)
    first: str | None = None
    last: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A workflow before it is written in a format. Steps stand in an order in which they can run."""

    name: str
    steps: tuple[Step, ...]
    annotation: str = ""
    tags: tuple[str, ...] = ()
    comment: str = ""
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Extracted:
    """A workflow and what it keeps of what was run. `draft` is the workflow before it was written."""

    draft: Draft
    report: Report
