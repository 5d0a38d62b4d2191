"""A selection of what was run → a workflow that runs it again, and a report of what it keeps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from explorer.access import Access
from explorer.extraction.labels import Labels
from explorer.extraction.model import Draft, Extracted, Origin, Report, Selection
from explorer.extraction.plan.assembly import assemble
from explorer.extraction.plan.crossed import with_crosses
from explorer.extraction.plan.inputs import input_steps, uses
from explorer.extraction.plan.naming import with_names
from explorer.extraction.plan.nested import with_nests
from explorer.extraction.plan.outputs import workflow_outputs
from explorer.extraction.plan.plan import Plan
from explorer.extraction.plan.subworkflows import with_subworkflows
from explorer.extraction.records.reading import Records
from explorer.extraction.records.rows import HistoryRow
from explorer.extraction.report.handmade import about_handmade
from explorer.extraction.report.reporting import about_cut, about_left_out, report
from explorer.extraction.selection.choosing import choose
from explorer.extraction.selection.work import Place, Work
from explorer.extraction.steps.making import make, step_labels
from explorer.extraction.steps.tools import Tools
from explorer.extraction.wiring.conditions import condition_wires
from explorer.extraction.wiring.connections import Intake, Port, Wire, Wiring
from explorer.extraction.wiring.order import in_order
from explorer.refs import Ref
from explorer.toolbox.tool import Toolbox


def extract(access: Access, instance: str, selection: Selection, toolbox: Toolbox | None) -> Extracted:
    """Return the workflow that does again what was selected.

    Raises:
        NotFound, Forbidden: something that the selection names is not there, or not the caller's to read.
        BadRequest: it selects nothing, or too much, or labels what no step makes.
    """
    records = Records(access)
    chosen = choose(records, selection)
    records.load_chain(_items(chosen.works))
    wiring = Wiring(chosen, records.item)
    works, wires, cut = _ordered(chosen.works, _wires(chosen.works, wiring))
    outputs, about_outputs = workflow_outputs(selection.output_labels, selection.results, wiring, records.item)
    labels = Labels(step_labels(works).values())
    plan = Plan(
        made=make(works, Tools(records, [work.execution for work in works], toolbox), records.item),
        wires=tuple(wires),
        intakes=input_steps(_needed(selection, wires, wiring), selection.input_names, labels, records),
        labels=outputs,
    )
    plan = with_nests(with_crosses(plan, labels), labels)
    ran = {work.execution.step.invocation for work in works if work.execution.step}
    plan, about_inner = with_subworkflows(plan, records.invocations(key for key in ran if key), labels)
    plan = with_names(plan, labels)
    histories = records.histories(_histories(works))
    about = _about(histories, selection.results, records)
    draft = Draft(
        name=selection.name,
        steps=assemble(plan),
        annotation="\n\n".join(row.annotation for row in about if row.annotation),
        tags=tuple(sorted({tag for row in about for tag in row.tags or ()})),
        origin=_origin(instance, histories, works),
    )
    about_cycles = about_cut(cut, plan.made)
    lines = (
        *about_left_out(chosen.left_out),
        *report(plan, records.item),
        *about_handmade(records, plan.intakes, "lost" if selection.results else "changed"),
        *about_inner,
        *about_cycles,
        *about_outputs,
    )
    return Extracted(draft, Report(lines))


def _items(works: Iterable[Work]) -> set[str]:
    """Return the items that work took and made."""
    works = list(works)
    return {item for work in works for item in work.taken} | {
        item for work in works for items in work.made.values() for item in items
    }


def _wires(works: Iterable[Work], wiring: Wiring) -> list[Wire]:
    works = list(works)
    return wiring.wires(works) + [wire for work in works for wire in condition_wires(work)]


def _ordered(works: Sequence[Work], wires: Sequence[Wire]) -> tuple[list[Work], list[Wire], list[Wire]]:
    """Return the work in the order of the flow of data, its connections, and those that would close a cycle."""
    edges = [(wire.source.work, wire.work) for wire in wires if isinstance(wire.source, Port)]
    places, cut = in_order({work.place: work.place for work in works}, edges)
    back = set(cut)
    by_place = {work.place: work for work in works}
    closing = [wire for wire in wires if isinstance(wire.source, Port) and (wire.source.work, wire.work) in back]
    number: dict[Place, int] = {place: at for at, place in enumerate(places)}
    kept = sorted((wire for wire in wires if wire not in closing), key=lambda wire: number[wire.work])
    return [by_place[place] for place in places], kept, closing


def _needed(selection: Selection, wires: Iterable[Wire], wiring: Wiring) -> Mapping[Intake, Wire | Ref]:
    """Return the inputs of the workflow: those that the caller named, in that order, then others as they are used."""
    named: dict[Intake, Wire | Ref] = {}
    for ref in selection.inputs:
        named.setdefault(Intake("item", wiring.original(ref.key)), ref)
    return named | {intake: wire for intake, wire in uses(wires).items() if intake not in named}


def _histories(works: Iterable[Work]) -> set[str]:
    """Return the keys of the histories that work ran in."""
    return {
        Ref("history", number, work.ref.instance).key
        for work in works
        for number in (_history(work),)
        if number is not None
    }


def _about(histories: Sequence[HistoryRow], results: Iterable[Ref], records: Records) -> Sequence[HistoryRow]:
    """Return the histories that tell what the workflow is about: of those that it ran in, where its results stand."""
    places = {row.history for row in map(records.item, (ref.key for ref in results)) if row}
    return [row for row in histories if row.key in places] or histories


def _history(work: Work) -> int | None:
    if work.jobs:
        return work.jobs.representative.history
    return work.execution.request.history if work.execution.request else None


def _origin(instance: str, histories: Iterable[HistoryRow], works: Iterable[Work]) -> Origin:
    times = sorted(work.execution.create_time for work in works if work.execution.create_time)
    return Origin(
        instance=instance,
        histories={Ref.of_key(row.key): row.name for row in histories},
        first=times[0] if times else None,
        last=times[-1] if times else None,
    )
