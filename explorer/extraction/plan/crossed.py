"""Each with each: a workflow maps over collections in pairs, so a step goes before that makes all the pairs. Pure.

Galaxy's tool for it makes of two lists two lists of lists, as the run's own results were.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from explorer.extraction.labels import Labels
from explorer.extraction.model import Note, StepState, ToolIdentity
from explorer.extraction.plan.plan import Plan
from explorer.extraction.selection.work import Place
from explorer.extraction.state.convert import CONNECTED, IN_PAIRS
from explorer.extraction.steps.made import Made
from explorer.extraction.steps.parameters import open_inputs
from explorer.extraction.wiring.connections import Intake, Port, Wire

TOOL: Final = ToolIdentity(id="__CROSS_PRODUCT_NESTED__", version="1.0.0", name="Nested Cross Product")
ENDS: Final = (("input_a", "output_a"), ("input_b", "output_b"))
"""The inputs of the tool, and what it makes of each."""

Crosses = Mapping[Place, tuple[Made, tuple[str, ...]]]
"""By the step that ran each with each: the step before it, and the two inputs, the outer one first."""


def with_crosses(plan: Plan, labels: Labels) -> Plan:
    """Return a plan with a step before each that ran every element of two lists with every other; others are told."""
    crosses = {
        place: (_cross(made, pair, labels), pair) for place, made in plan.made.items() if (pair := _pair(made, plan))
    }
    made = {step.work.place: step for place, one in plan.made.items() for step in _steps(one, crosses, place)}
    return replace(plan, made=made, wires=tuple(wire for one in plan.wires for wire in _wires(one, crosses)))


def _pair(made: Made, plan: Plan) -> tuple[str, ...]:
    """Return the two inputs that ran each with each, in the order of the tool's form, when each is fed by one list."""
    if len(made.work.crossed) != len(ENDS):
        return ()
    names = tuple(name for name in open_inputs(made.state.values) if name in made.work.crossed)
    fed = [wire for wire in plan.wires if wire.work == made.work.place and wire.feed.input in names]
    types = [_type(wire, plan) for wire in fed]
    return names if len(names) == len(ENDS) and types == ["list"] * len(ENDS) else ()


def _type(wire: Wire, plan: Plan) -> str | None:
    return plan.intakes[wire.source].collection_type if isinstance(wire.source, Intake) else wire.collection_type


def _cross(made: Made, pair: tuple[str, ...], labels: Labels) -> Made:
    outer, inner = pair
    tier, number, part = made.work.rank
    said = f"This step was put in: each of {outer} ran with each of {inner}, and a workflow takes them in pairs."
    return Made(
        work=replace(made.work, rank=(tier, number, -1 - part), feeds=(), outputs=(), payload=None, notes=()),
        tool=TOOL,
        state=StepState({name: dict(CONNECTED) for name, _ in ENDS}),
        label=labels.give(TOOL.name or ""),
        ports={output: () for _, output in ENDS},
        notes=(Note("changed", said),),
    )


def _steps(made: Made, crosses: Crosses, place: Place) -> Iterator[Made]:
    """Yield a step, after the one that makes its pairs; one that has none says what that means."""
    about = [note for note in made.notes if IN_PAIRS in note.message]
    if place in crosses:
        yield crosses[place][0]
        yield replace(made, notes=tuple(note for note in made.notes if note not in about))
    elif made.work.crossed and not about:
        names = " and ".join(made.work.crossed)
        yield replace(made, notes=(*made.notes, Note("lost", f"Each of {names} ran with each other. {IN_PAIRS}")))
    else:
        yield made


def _wires(wire: Wire, crosses: Crosses) -> Iterator[Wire]:
    """Yield a connection, by way of the step that makes the pairs where there is one."""
    cross, pair = crosses.get(wire.work, (None, ()))
    if cross is None or wire.feed.input not in pair:
        yield wire
        return
    into, out_of = ENDS[pair.index(wire.feed.input)]
    yield replace(wire, work=cross.work.place, feed=replace(wire.feed, input=into))
    yield Wire(wire.work, wire.feed, Port(cross.work.place, out_of), collection_type="list:list")
