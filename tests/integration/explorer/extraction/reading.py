"""What a draft says, as short texts that a test can hold against what it expects."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from explorer.extraction.model import Draft, Extracted, InputStep, Outcome, Step, SubworkflowStep, ToolStep


def steps(draft: Draft) -> list[str]:
    """Return inputs by label, tools by id, inner workflows by name, in their order."""
    return [_name(step) for step in draft.steps]


def wiring(draft: Draft) -> set[str]:
    """Return connections as `source.output > target.input`; inputs have no output; equal tools are numbered."""
    names = list(_names(draft.steps))
    return {
        f"{_source(draft.steps[one.step], names[one.step], one.output)} > {names[index]}.{one.input}"
        for index, step in enumerate(draft.steps)
        if not isinstance(step, InputStep)
        for one in step.connections
    }


def inputs(draft: Draft) -> list[InputStep]:
    """Return the inputs."""
    return [step for step in draft.steps if isinstance(step, InputStep)]


def tools(draft: Draft) -> list[ToolStep]:
    """Return the tool steps, those of inner workflows too."""
    found: list[ToolStep] = []
    for step in draft.steps:
        if isinstance(step, ToolStep):
            found.append(step)
        elif isinstance(step, SubworkflowStep):
            found += tools(step.workflow)
    return found


def said(extracted: Extracted, *outcomes: Outcome) -> list[str]:
    """Return the messages of the report with these outcomes."""
    return [item.message for item in extracted.report.items if item.outcome in outcomes]


def _name(step: Step) -> str:
    match step:
        case InputStep():
            return step.label
        case ToolStep():
            return str(step.tool.id)
        case SubworkflowStep():
            return step.workflow.name


def _names(found: Iterable[Step]) -> Iterator[str]:
    seen: Counter[str] = Counter()
    for step in found:
        name = _name(step)
        seen[name] += 1
        yield name if seen[name] == 1 else f"{name}#{seen[name]}"


def _source(step: Step, name: str, output: str) -> str:
    return name if isinstance(step, InputStep) else f"{name}.{output}"
