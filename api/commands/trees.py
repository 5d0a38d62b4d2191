"""Answers of the explorer as trees for the terminal: values in, a tree out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from rich.markup import escape
from rich.tree import Tree

from explorer.executions.model import Invocation, Parameter, Producers, Step, ToolExecutionDetail
from explorer.graph.model import HistorySummary, Item
from explorer.refs import Ref

SHOWN_ITEMS: Final = 20
SHOWN_VALUE: Final = 80
TIMES: Final = "\N{MULTIPLICATION SIGN}"
SHORT: Final = {"implicit_collection_jobs": "icj", "workflow_invocation_step": "step"}
STYLES: Final = {"ok": "green", "error": "red", "failed": "red", "running": "yellow"}


def item_tree(found: Producers) -> Tree:
    """Draw an item and what produced it."""
    tree = Tree(_item(found.item))
    for source in found.copied_from:
        tree.add(f"copied from {_item(source)}")
    if found.converted_from:
        tree.add(f"converted from {_item(found.converted_from)}")
    for execution in found.producers:
        tree.add(execution_tree(execution, "produced by "))
    if not (found.producers or found.copied_from or found.converted_from):
        tree.add("nothing is known about where it comes from")
    if found.copies:
        tree.add(f"copies: {found.copies}")
    return tree


def execution_tree(found: ToolExecutionDetail, role: str = "") -> Tree:
    """Draw an execution: tool, times, inputs, parameters, outputs, jobs and evidence."""
    name = found.tool.name or found.tool.id or "an unknown tool"
    tree = Tree(f"{role}[bold]{escape(name)}[/] {escape(found.tool.version or '')} {_ref(found)}")
    who = f" by {found.user}" if found.user else ""
    tree.add(f"run {found.create_time or 'at an unknown time'}{escape(who)}")
    _branch(tree, "inputs", [f"{_name(each)}: {_item(each.item)}{_evidence(each)}" for each in found.inputs])
    _branch(tree, "parameters", list(_parameters(found.parameters or ())))
    _branch(tree, "outputs", [f"{escape(each.output or '?')}: {_item(each.item)}" for each in found.outputs])
    tree.add(f"jobs: {_states(found.jobs.states) or 'none'}")
    for job in found.jobs.items[:SHOWN_ITEMS]:
        if job.message:
            tree.add(f"job:{job.ref.id} {_state(job.state)} {escape(_short(job.message))}")
    tree.add(f"request {found.validity or 'missing'}, known from {found.evidence.record}")
    return tree


def history_tree(found: HistorySummary) -> Tree:
    """Draw what a history holds."""
    tree = Tree(f"[bold]{escape(found.name or 'Unnamed history')}[/] history:{found.ref.id}")
    tree.add(f"owner {escape(found.owner or 'nobody')}, made {found.create_time}, changed {found.update_time}")
    tree.add(", ".join(f"{count} {name}" for name, count in found.counts.items()))
    tree.add(_states(found.states) or "nothing in it")
    if found.tags:
        tree.add(escape(", ".join(found.tags)))
    return tree


def invocation_tree(found: Invocation) -> Tree:
    """Draw a run of a workflow: its steps in order, and the executions that they scheduled."""
    name = escape(found.workflow or "Unnamed workflow")
    tree = Tree(f"[bold]{name}[/] invocation:{found.ref.id} {_state(found.state)}")
    where = f" in {escape(found.history.name or 'an unnamed history')}" if found.history else ""
    tree.add(f"run {found.create_time}{where}")
    if found.parent:
        tree.add(f"part of invocation:{found.parent.id}")
    for step in found.steps:
        branch = tree.add(_step(step))
        for execution in step.executions:
            branch.add(_name_of(execution))
    return tree


def _step(step: Step) -> str:
    label = step.label or step.tool_id or step.type or "step"
    number = f"{step.order_index + 1}: " if step.order_index is not None else ""
    return f"{number}{escape(label)} step:{step.ref.id} {_state(step.state)}"


def _branch(tree: Tree, title: str, lines: list[str]) -> None:
    if not lines:
        return
    branch = tree.add(title)
    for line in lines[:SHOWN_ITEMS]:
        branch.add(line)
    if len(lines) > SHOWN_ITEMS:
        branch.add(f"and {len(lines) - SHOWN_ITEMS} more (--json shows all)")


def _parameters(parameters: Iterable[Parameter], prefix: str = "") -> Iterable[str]:
    for each in parameters:
        label = f"{prefix}{each.label or each.name}"
        if each.children is not None:
            yield from _parameters(each.children, f"{label} → ")
        elif not each.items:
            changed = " [bold](not the default)[/]" if each.differs else ""
            yield f"{escape(label)}: {escape(_short(each.text or each.value))}{changed}"


def _item(item: Item) -> str:
    hid = f"{item.hid}: " if item.hid is not None else ""
    kind = item.extension or item.collection_type or ""
    count = f" {TIMES}{item.count}" if item.count is not None else ""
    name = f"[bold]{hid}{escape(item.name or 'unnamed')}[/]{count}"
    return " ".join(filter(None, (name, _ref(item), escape(kind), _state(item.state))))


def _ref(value: Any) -> str:
    return _name_of(value.ref)


def _name_of(ref: Ref) -> str:
    return f"{SHORT.get(ref.src, ref.src)}:{ref.id}"


def _name(each: Any) -> str:
    return escape(each.label or each.input or "?")


def _evidence(each: Any) -> str:
    return f" ({', '.join(filter(None, ('each element' if each.mapped else '', f'from the {each.via}')))})"


def _state(state: str | None) -> str:
    style = STYLES.get(state or "")
    return f"[{style}]{state}[/]" if style else escape(state or "")


def _states(states: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {_state(state)}" for state, count in states.items())


def _short(value: object) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= SHOWN_VALUE else f"{text[: SHOWN_VALUE - 1]}…"
