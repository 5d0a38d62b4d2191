"""Which steps stay in a sub-workflow: those of one run of a sub-workflow, when all of its steps were selected. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from explorer.extraction.labels import Labels
from explorer.extraction.model import ReportItem
from explorer.extraction.plan.assembly import Inner, units
from explorer.extraction.plan.plan import Group, Inside, Plan
from explorer.extraction.records.rows import InvocationRow
from explorer.extraction.selection.work import Place
from explorer.refs import Ref

Runs = Mapping[str, InvocationRow]


def with_subworkflows(plan: Plan, runs: Runs, labels: Labels) -> tuple[Plan, list[ReportItem]]:
    """Return a plan whose steps stand in the sub-workflows that ran them, and what there is to say about those.

    A sub-workflow that would feed itself by way of steps outside of it is taken apart: its steps stand by themselves.
    """
    executions = {made.work.execution.key for made in plan.made.values()}
    whole = {key for key, run in runs.items() if run.parents and executions.issuperset(run.executions)}
    groups = {place: group for place, run in _runs(plan).items() if (group := _group(run, runs, whole))}
    grouped = _without_cycles(replace(plan, groups=groups))
    inside = {
        key: _inside(runs[key], labels) for key in sorted({key for group in grouped.groups.values() for key in group})
    }
    found = replace(grouped, inside=inside)
    return found, list(_lines(found, runs))


def _runs(plan: Plan) -> dict[Place, str]:
    """Return the run of a workflow that each step was part of."""
    steps = {place: made.work.execution.step for place, made in plan.made.items()}
    return {place: step.invocation for place, step in steps.items() if step and step.invocation}


def _group(run: str, runs: Runs, whole: Collection[str]) -> Group:
    """Return the runs of sub-workflows that contain a run and were selected whole, from the outside in."""
    group: list[str] = []
    key: str | None = run
    while key is not None and key in runs:
        group += [key] if key in whole else []
        key = min(runs[key].parents, default=None)
    return tuple(reversed(group))


def _without_cycles(plan: Plan) -> Plan:
    """Take sub-workflows apart until the steps of every workflow can stand in an order."""
    while True:
        levels: set[Group] = {group[:depth] for group in plan.groups.values() for depth in range(len(group))}
        bad = {
            end.group[-1]
            for level in levels
            for edge in units(plan, level)[1]
            for end in edge
            if isinstance(end, Inner)
        }
        if not bad:
            return plan
        groups = {place: tuple(key for key in group if key not in bad) for place, group in plan.groups.items()}
        plan = replace(plan, groups={place: group for place, group in groups.items() if group})


def _inside(run: InvocationRow, labels: Labels) -> Inside:
    name = run.workflow or "Sub-workflow"
    return Inside(name, labels.give(name))


def _lines(plan: Plan, runs: Runs) -> Iterator[ReportItem]:
    for key in sorted({run for run in _runs(plan).values() if run in runs and runs[run].parents}):
        ref, name = Ref.of_key(key), runs[key].workflow
        if kept := plan.inside.get(key):
            yield ReportItem("kept", f"The steps of the sub-workflow {name} stay together.", kept.label, ref)
        else:
            yield ReportItem(
                "changed", f"Not all of the sub-workflow {name} is here: its steps stand by themselves.", subject=ref
            )
