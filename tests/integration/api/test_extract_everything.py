"""Everything that two Galaxy servers ever ran, a workflow for each history: it is written, and the linter likes it."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from gxformat2 import to_native
from gxformat2.layout import GRAPH_PROPERTY_CHECKERS
from gxformat2.lint import lint_format2, lint_ga, lint_pydantic_validation
from gxformat2.linting import LintContext

from cypher import Graph
from explorer import Explorer, Ref
from explorer.extraction.document import document
from explorer.extraction.model import Extracted, Selection

NOTHING_LABELLED = {"Workflow contained no outputs"}
"""Executions were selected, and no results: which outputs are meant nobody said."""


@pytest.fixture
def workflows(samples: Graph) -> list[Extracted]:
    """A workflow of each history that has runs of tools, and one of all histories of each server."""
    return [one for instance in ("demo", "main") for one in extracted(Explorer(samples, instance))]


def extracted(explorer: Explorer) -> Iterator[Extracted]:
    runs = [ran_in(explorer, history.ref) for history in explorer.histories(limit=100, include_deleted=True)[0]]
    for executions in [*runs, tuple(dict.fromkeys(ref for each in runs for ref in each))]:
        found = explorer.extract(Selection(name="All", executions=executions)) if executions else None
        if found and found.draft.steps:
            yield found


def ran_in(explorer: Explorer, history: Ref) -> tuple[Ref, ...]:
    graph = explorer.history_graph(history.id, limit=1000, include_deleted=True)
    return tuple(node.ref for node in graph.nodes if not node.ref.is_item)


def test_what_ran_can_be_written_in_both_formats(workflows: list[Extracted]) -> None:
    assert max(len(one.draft.steps) for one in workflows) > 150
    for one in workflows:
        native, people = document(one.draft, "ga"), document(one.draft, "gxformat2")
        assert {*complaints_about_native(native)} <= NOTHING_LABELLED
        assert {*complaints_about_people_s(people)} == set()
        assert shape(to_native(people).to_dict()) == shape(native)
        for checker in GRAPH_PROPERTY_CHECKERS.values():
            checker(native)


def test_every_line_names_its_step_as_both_formats_do(workflows: list[Extracted]) -> None:
    for one in workflows:
        names = called(document(one.draft, "ga"))
        assert names == called(to_native(document(one.draft, "gxformat2")).to_dict())
        assert names >= {item.step for item in one.report.items if item.step}
        assert not any(name.startswith("_unlabeled") for name in names)


def called(native: dict[str, object]) -> set[str]:
    """Return what the steps of a workflow, and of those inside it, are called: none like another beside it."""
    steps = native["steps"]
    assert isinstance(steps, dict)
    names = [step["label"] or step["name"] for step in steps.values()]
    assert len(names) == len(set(names))
    return set(names).union(*(called(step["subworkflow"]) for step in steps.values() if step.get("subworkflow")))


def complaints_about_native(written: dict[str, object]) -> list[str]:
    found = LintContext()
    lint_ga(found, written)
    lint_pydantic_validation(found, written)
    return [*found.error_messages, *found.warn_messages]


def complaints_about_people_s(written: dict[str, object]) -> list[str]:
    found = LintContext()
    lint_format2(found, written)
    lint_pydantic_validation(found, written, format2=True)
    return [*found.error_messages, *found.warn_messages]


def shape(native: dict[str, object]) -> str:
    """Return steps, tools and connections of a native workflow, those inside it too, as text.

    A step without label has its name in the format that people read.
    """
    steps = native["steps"]
    assert isinstance(steps, dict)
    return json.dumps(
        [(step["label"] or step["name"], step["type"], tool(step), fed(step), inner(step)) for step in steps.values()],
        sort_keys=True,
    )


def tool(step: dict[str, object]) -> object:
    """Return id and version; of a user-defined tool what is embedded, as gxformat2 says nothing else of it."""
    embedded = step.get("tool_representation")
    if isinstance(embedded, dict) and embedded["class"] == "GalaxyUserTool":
        return embedded["id"], embedded["version"]
    return step.get("tool_id"), step.get("tool_version")


def fed(step: dict[str, object]) -> dict[str, list[tuple[int, str]]]:
    made = step["input_connections"]
    assert isinstance(made, dict)
    return {
        name: [(one["id"], one["output_name"]) for one in (ends if isinstance(ends, list) else [ends])]
        for name, ends in made.items()
    }


def inner(step: dict[str, object]) -> str | None:
    inside = step.get("subworkflow")
    return shape(inside) if isinstance(inside, dict) else None
