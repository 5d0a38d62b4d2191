"""What is known of a workflow before its steps are put in their places: values that the passes hand on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from explorer.extraction.model import InputStep
from explorer.extraction.selection.work import Place
from explorer.extraction.steps.made import Made
from explorer.extraction.wiring.connections import Intake, Port, Wire

Group = tuple[str, ...]
"""The runs of sub-workflows that a step was part of, keys from the outside in; empty for the workflow itself."""


@dataclass(frozen=True, slots=True)
class Inside:
    """A workflow inside: its name, and the label of its step."""

    name: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Everything that a workflow is assembled of.

    `made`: the steps, in an order in which they can run. `wires`: all connections, in the order of the data of each
    input. `intakes`: the inputs, in order. `labels`: outputs that are outputs of the workflow. `groups`: for steps that
    stay in a sub-workflow, which. `inside`: those sub-workflows, by the key of their run.
    """

    made: Mapping[Place, Made]
    wires: tuple[Wire, ...]
    intakes: Mapping[Intake, InputStep]
    labels: Mapping[Port, str] = field(default_factory=dict)
    groups: Mapping[Place, Group] = field(default_factory=dict)
    inside: Mapping[str, Inside] = field(default_factory=dict)

    def group(self, place: Place) -> Group:
        """Return where a step stays."""
        return self.groups.get(place, ())
