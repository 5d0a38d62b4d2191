"""A step before it has its place in a workflow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from explorer.extraction.model import Note, StepState, ToolIdentity
from explorer.extraction.selection.work import Work
from explorer.refs import Ref
from explorer.tools.forms import Form


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What work becomes.

    `name`: as `ToolStep` has it, given when all labels are. `ports`: by output, what came out of it
    in the run; `types`: of which data type; `names`: as people called it.
    """

    work: Work
    tool: ToolIdentity
    state: StepState
    label: str | None = None
    name: str = ""
    annotation: str = ""
    when: str | None = None
    form: Form | None = None
    ports: Mapping[str, tuple[Ref, ...]] = field(default_factory=dict)
    types: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()

    @property
    def called(self) -> str:
        """What tells the step from all others, for people."""
        return self.label or self.name
