"""The report: what became of each thing that was run, step by step. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from explorer.extraction.model import InputStep, Note, ReportItem
from explorer.extraction.plan.plan import Plan
from explorer.extraction.records.originals import Look
from explorer.extraction.selection.work import Place
from explorer.extraction.steps.made import Made
from explorer.extraction.steps.parameters import open_inputs
from explorer.extraction.wiring.connections import Intake, Wire
from explorer.refs import Ref


def report(plan: Plan, look: Look) -> Iterator[ReportItem]:
    """Yield a line for everything that is kept, changed, lost or guessed, inputs first, then step by step."""
    for intake, step in plan.intakes.items():
        yield _about_input(intake, step)
    by_work: dict[Place, list[Wire]] = defaultdict(list)
    for wire in plan.wires:
        by_work[wire.work].append(wire)
    for place, made in plan.made.items():
        wires = by_work[place]
        for note in (*made.notes, *_about_wires(wires, plan, look), *_unconnected(made, wires)):
            yield ReportItem(note.outcome, note.message, step=made.called, subject=made.work.ref)


def _about_input(intake: Intake, step: InputStep) -> ReportItem:
    match intake.kind:
        case "item":
            return ReportItem("kept", "This input stands for what was used in the run.", step.label, step.item)
        case "element":
            said = "The run used a collection inside a collection; the workflow takes it as a collection of its own."
            return ReportItem("changed", said, step.label, Ref.of_key(intake.key))
        case "list":
            said = "The run took datasets one by one; the workflow takes them as a list."
            return ReportItem("changed", said, step.label)
        case "parameter":
            return ReportItem(
                "guessed", "What it was in the run is not recorded; the default is what happened.", step.label
            )
        case "request":
            return ReportItem("kept", "This input stands for data that was requested by its address.", step.label)
    said = "There is no record of what was used here that you may read; the workflow asks for it."
    return ReportItem("changed", said, step.label)


def _about_wires(wires: Iterable[Wire], plan: Plan, look: Look) -> Iterator[Note]:
    for wire in wires:
        name = wire.feed.input
        if wire.made_by is not None and isinstance(wire.source, Intake):
            label = plan.intakes[wire.source].label
            what = "put together from" if wire.feed.members else "an element of"
            yield Note(
                "lost",
                f"{name} took what was {what} outputs of other steps ({wire.made_by.output}), which no step does: it "
                f"is the input {label!r} now.",
            )
        row = look(wire.feed.item) if wire.feed.item else None
        if row and row.converted_from:
            yield Note("kept", f"{name} took a converted dataset: Galaxy converts again what is connected.")


def _unconnected(made: Made, wires: Iterable[Wire]) -> Iterator[Note]:
    renamed = made.state.renamed
    fed = {renamed.get(wire.feed.input, wire.feed.input) for wire in wires}
    for name in open_inputs(made.state.values):
        if name not in fed:
            yield Note("unconnected", f"{name} took data in the run, but no record says which.")


def about_left_out(keys: Iterable[str]) -> Iterator[ReportItem]:
    """Yield lines for executions that are no steps."""
    for key in keys:
        yield ReportItem(
            "changed", "It brought data in, so it is no step: what it made is an input.", subject=Ref.of_key(key)
        )


def about_cut(wires: Iterable[Wire], made: Mapping[Place, Made]) -> Iterator[ReportItem]:
    """Yield lines for connections that would have closed a cycle."""
    for wire in wires:
        step = made[wire.work]
        said = (
            f"{wire.feed.input} is fed by a step that comes after it: a workflow has no cycles, so it is not connected."
        )
        yield ReportItem("lost", said, step.called, step.work.ref)
