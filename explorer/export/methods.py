"""Methods text: which tools ran in which order, with what they were set to differently from their defaults."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from explorer.compare.settings import leaves
from explorer.executions.model import ToolExecutionDetail


def methods(executions: Sequence[ToolExecutionDetail]) -> str:
    """Return Markdown: a sentence for each step, as they ran."""
    steps = sorted(executions, key=lambda each: (each.create_time or "", each.ref.src, each.ref.id))
    lines = [f"{number}. {_sentence(step)}" for number, step in enumerate(steps, start=1)]
    tools = dict.fromkeys(f"- {_tool(step)} (`{step.tool.id}`)" for step in steps)
    body = ["# Methods", "", *(lines or ["Nothing was computed."])]
    return "\n".join([*body, "", "## Tools", "", *tools]) + "\n" if tools else "\n".join(body) + "\n"


def _tool(step: ToolExecutionDetail) -> str:
    return " ".join(filter(None, [step.tool.name or step.tool.id or "an unknown tool", step.tool.version]))


def _sentence(step: ToolExecutionDetail) -> str:
    read = list(dict.fromkeys(each.item.name for each in step.inputs if each.item.name))
    over = f" on {_listed(read)}" if read else ""
    jobs = f", {step.jobs.total} jobs" if step.jobs.total > 1 else ""
    return f"**{_tool(step)}**{over}{jobs}{_settings(step)}."


def _settings(step: ToolExecutionDetail) -> str:
    changed = list(_changed(step))
    if changed:
        return f", with {_listed(changed)}"
    return ", with default settings" if step.labels_from else ""


def _changed(step: ToolExecutionDetail) -> Iterator[str]:
    for _, leaf in leaves(step.parameters or ()):
        if leaf.parameter.differs:
            yield f"{leaf.parameter.label or leaf.parameter.name} “{leaf.parameter.text or 'not set'}”"


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
