"""An input for many that ran with each element of a list alone: a workflow would hand it the list as a whole. Pure.

So a step goes before that makes a list of lists with one element each, of which the input takes one list at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from explorer.extraction.labels import Labels
from explorer.extraction.model import Note, StepState, ToolIdentity
from explorer.extraction.plan.plan import Plan
from explorer.extraction.selection.work import Place
from explorer.extraction.state.convert import CONNECTED
from explorer.extraction.steps.made import Made
from explorer.extraction.wiring.connections import Intake, Port, Wire
from explorer.tools.forms import field_of

TOOL: Final = ToolIdentity(id="__NEST__", version="1.0.0", name="Nest collection")
INPUT: Final = "input"
OUTPUT: Final = "output"

BEFORE: Final = -1000
"""Where the step stands among those of its execution: before what else was put in."""

Nests = Mapping[tuple[Place, str], Made]
"""By the step and its input: the step before it."""


def with_nests(plan: Plan, labels: Labels) -> Plan:
    """Return a plan with a step before each input for many that was mapped over a list."""
    nests: dict[tuple[Place, str], Made] = {}
    for wire in plan.wires:
        if _is_mapped_singly(wire, plan):
            nests[wire.work, wire.feed.input] = _nest(plan.made[wire.work], wire.feed.input, len(nests), labels)
    made = {step.work.place: step for place, one in plan.made.items() for step in (*_before(place, nests), one)}
    return replace(plan, made=made, wires=tuple(wire for one in plan.wires for wire in _wires(one, nests)))


def _is_mapped_singly(wire: Wire, plan: Plan) -> bool:
    made = plan.made.get(wire.work)
    found = field_of(made.form, wire.feed.input) if made and made.form else None
    takes_many = found is not None and found.type == "data" and found.multiple
    return takes_many and wire.feed.mapped and _type(wire, plan) == "list"


def _type(wire: Wire, plan: Plan) -> str | None:
    return plan.intakes[wire.source].collection_type if isinstance(wire.source, Intake) else wire.collection_type


def _nest(made: Made, name: str, number: int, labels: Labels) -> Made:
    tier, rank, part = made.work.rank
    said = (
        f"This step was put in: {name} ran with each element alone, and a workflow would hand it the whole list. "
        "A tool that writes names then finds those of the elements, not those of their datasets."
    )
    return Made(
        work=replace(
            made.work, rank=(tier, rank, BEFORE * (1 + number) - part), feeds=(), outputs=(), payload=None, notes=()
        ),
        tool=TOOL,
        state=StepState({INPUT: dict(CONNECTED)}),
        label=labels.give(TOOL.name or ""),
        ports={OUTPUT: ()},
        notes=(Note("changed", said),),
    )


def _before(place: Place, nests: Nests) -> Iterator[Made]:
    return (nest for (at, _), nest in nests.items() if at == place)


def _wires(wire: Wire, nests: Nests) -> Iterator[Wire]:
    """Yield a connection, by way of the step that makes the lists where there is one."""
    nest = nests.get((wire.work, wire.feed.input))
    if nest is None:
        yield wire
        return
    yield replace(wire, work=nest.work.place, feed=replace(wire.feed, input=INPUT))
    yield Wire(wire.work, wire.feed, Port(nest.work.place, OUTPUT), collection_type="list:list")
