"""A plan → the steps of a workflow, and of the workflows inside it, each with its place and its connections. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from explorer.extraction.labels import Labels
from explorer.extraction.model import Connection, Draft, InputStep, Output, Step, SubworkflowStep, ToolStep
from explorer.extraction.plan.plan import Group, Plan
from explorer.extraction.selection.work import Place
from explorer.extraction.steps.made import Made
from explorer.extraction.wiring.connections import Intake, Port, Wire
from explorer.extraction.wiring.order import in_order
from explorer.refs import Ref

Source = Port | Intake


@dataclass(frozen=True, slots=True)
class Inner:
    """A workflow inside a workflow, as one of its steps."""

    group: Group


Index = Mapping[Source | Place | Inner, int]
"""Where the inputs and steps of one workflow stand in it."""


def assemble(plan: Plan) -> tuple[Step, ...]:
    """Return the steps of the workflow, inputs first."""
    return _Assembly(plan).steps(())


def units(plan: Plan, group: Group) -> tuple[list[Place | Inner], list[tuple[Place | Inner, Place | Inner]]]:
    """Return the steps of the workflow of a group in an order in which they can run, and the edges that were cut."""
    ranks: dict[Place | Inner, int] = {}
    for number, place in enumerate(plan.made):
        if is_within(plan.group(place), group):
            ranks.setdefault(unit(plan, place, group), number)
    edges = {
        (unit(plan, wire.source.work, group), unit(plan, wire.work, group))
        for wire in plan.wires
        if isinstance(wire.source, Port)
        and is_within(plan.group(wire.source.work), group)
        and is_within(plan.group(wire.work), group)
    }
    return in_order(ranks, [(before, after) for before, after in edges if before != after])


def unit(plan: Plan, place: Place, group: Group) -> Place | Inner:
    """Return what a step is in the workflow of a group that it is within: itself, or part of a workflow inside."""
    own = plan.group(place)
    return place if own == group else Inner(own[: len(group) + 1])


def is_within(inner: Group, outer: Group) -> bool:
    """Tell whether a group is another one, or inside it."""
    return inner[: len(outer)] == outer


class _Assembly:
    """Assembles the workflow of each group; an output that leaves a group has the same label on all levels."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._into: dict[Place, list[Wire]] = defaultdict(list)
        self._out_of: dict[Port, list[Wire]] = defaultdict(list)
        for wire in plan.wires:
            self._into[wire.work].append(wire)
            if isinstance(wire.source, Port):
                self._out_of[wire.source].append(wire)
        self._labels = dict(plan.labels) | self._crossing_labels()

    def steps(self, group: Group) -> tuple[Step, ...]:
        inputs = self._inputs(group)
        ordered, _ = units(self._plan, group)
        index: Index = {key: number for number, key in enumerate([*inputs, *ordered])}
        return (*inputs.values(), *(self._step(one, group, index) for one in ordered))

    def _crossing_labels(self) -> dict[Port, str]:
        """Return labels for the outputs that steps outside of their group take, and that have none yet."""
        labels = Labels(self._plan.labels.values())
        crossing = [port for port in self._out_of if port not in self._plan.labels and self._leaves(port)]
        return {port: labels.give(port.output) for port in sorted(crossing, key=lambda port: (port.work, port.output))}

    def _leaves(self, port: Port, group: Group | None = None) -> bool:
        """Tell whether something outside of a group (of the step's own) takes an output."""
        group = self._plan.group(port.work) if group is None else group
        if group and port in self._plan.labels:
            return True
        return any(not is_within(self._plan.group(wire.work), group) for wire in self._out_of[port])

    def _inputs(self, group: Group) -> Mapping[Source, InputStep]:
        """Return the inputs of a workflow; those of an inner one are what comes from outside of it."""
        if not group:
            return {intake: step for intake, step in self._plan.intakes.items()}  # noqa: C416 - of a wider type
        labels = Labels(self._called(group))
        found: dict[Source, InputStep] = {}
        for wire in self._wires_into(group):
            if wire.source not in found and not self._is_inside(wire.source, group):
                found[wire.source] = self._inner_input(wire, labels)
        return found

    def _called(self, group: Group) -> Iterator[str]:
        """Yield what the steps of an inner workflow are called: none of its inputs may have the same label."""
        for one in units(self._plan, group)[0]:
            yield self._plan.inside[one.group[-1]].label if isinstance(one, Inner) else self._plan.made[one].called

    def _wires_into(self, group: Group) -> Iterator[Wire]:
        for place in self._plan.made:
            if is_within(self._plan.group(place), group):
                yield from self._into[place]

    def _is_inside(self, source: Source, group: Group) -> bool:
        return isinstance(source, Port) and is_within(self._plan.group(source.work), group)

    def _inner_input(self, wire: Wire, labels: Labels) -> InputStep:
        label = labels.give(wire.feed.input.rsplit("|", 1)[-1])
        if isinstance(wire.source, Intake):
            return replace(self._plan.intakes[wire.source], label=label)
        item = Ref.of_key(wire.feed.item) if wire.feed.item else None
        is_collection = item is not None and item.src == "hdca"
        return InputStep(
            type="data_collection_input" if is_collection else "data_input",
            label=label,
            item=item,
            collection_type=wire.collection_type if is_collection else None,
        )

    def _step(self, one: Place | Inner, group: Group, index: Index) -> Step:
        if isinstance(one, Inner):
            return self._subworkflow(one, group, index)
        made = self._plan.made[one]
        return ToolStep(
            execution=made.work.ref,
            name=made.name,
            tool=made.tool,
            state=made.state.values,
            form=made.form,
            label=made.label,
            annotation=made.annotation,
            connections=tuple(
                Connection(
                    made.state.renamed.get(wire.feed.input, wire.feed.input), *self._found(wire.source, group, index)
                )
                for wire in self._into[one]
            ),
            outputs=tuple(self._output(made, name, items, group) for name, items in made.ports.items()),
            when=made.when,
        )

    def _output(self, made: Made, name: str, items: tuple[Ref, ...], group: Group) -> Output:
        port = Port(made.work.place, name)
        is_told = port in self._plan.labels or (bool(group) and self._leaves(port, group))
        label = self._labels[port] if is_told else None
        return Output(name=name, type=made.types.get(name), label=label, items=items, rename=made.names.get(name))

    def _subworkflow(self, one: Inner, group: Group, index: Index) -> SubworkflowStep:
        inner = self._inputs(one.group)
        about = self._plan.inside[one.group[-1]]
        return SubworkflowStep(
            invocation=Ref.of_key(one.group[-1]),
            workflow=Draft(name=about.name, steps=self.steps(one.group)),
            label=about.label,
            connections=tuple(Connection(step.label, *self._found(key, group, index)) for key, step in inner.items()),
            outputs=tuple(self._leaving(one.group, group)),
        )

    def _leaving(self, inner: Group, group: Group) -> Iterator[Output]:
        """Yield the outputs that leave an inner workflow, by their labels, as those of its step."""
        for place, made in self._plan.made.items():
            if not is_within(self._plan.group(place), inner):
                continue
            for name, items in made.ports.items():
                port = Port(place, name)
                if self._leaves(port, inner):
                    is_told = port in self._plan.labels or (bool(group) and self._leaves(port, group))
                    label = self._labels[port]
                    yield Output(name=label, type=made.types.get(name), label=label if is_told else None, items=items)

    def _found(self, source: Source, group: Group, index: Index) -> tuple[int, str]:
        """Return the place of a step in the workflow of a group, and the name of its output."""
        if isinstance(source, Intake) or source in index:  # an input of this workflow
            return index[source], "output"
        where = unit(self._plan, source.work, group)
        return index[where], self._labels[source] if isinstance(where, Inner) else source.output
