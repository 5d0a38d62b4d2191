"""The lineage stamp: words in a workflow that tell where it was extracted from. Pure, the same for equal drafts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from explorer.extraction.model import Draft, InputStep, Origin, Step, SubworkflowStep, ToolStep
from explorer.refs import Ref

Called = Callable[[Ref], str]
"""How the reader knows a record: `hda:42`, or with its id as Galaxy encodes it."""

NAMED = 20
"""How many executions the comment names; each step names its own, however many there are."""


def stamp(draft: Draft, called: Called) -> str:
    """Return the comment of a workflow, in Markdown; empty when nothing is known about where it is from."""
    paragraphs = [draft.comment]
    if draft.origin:
        facts = "\n".join(f"- {fact}" for fact in _facts(draft, draft.origin, called))
        paragraphs.append(f"Extracted from the Galaxy `{draft.origin.instance}`\n\n{facts}")
    return "\n\n".join(filter(None, paragraphs)).strip()


def summary(draft: Draft) -> str:
    """Return what a workflow without an annotation of its own is: one sentence, without records."""
    where = f" in the Galaxy {draft.origin.instance}" if draft.origin else ""
    return f"Extracted by Galaxy Lineage from what was run{where}."


def annotation(step: Step, called: Called) -> str:
    """Return what a step says about itself: its own annotation, and which record it was extracted from."""
    own = "" if isinstance(step, SubworkflowStep) else step.annotation
    return "\n".join(filter(None, (own, *_traces(step, called))))


def _facts(draft: Draft, origin: Origin, called: Called) -> Iterator[str]:
    for history, name in origin.histories.items():
        yield f"history: {name} ({_id(history, called)})" if name else called(history)
    executions = [called(one) for step in draft.steps for one in _executions(step)]
    if executions:
        yield f"executions: {_listed(executions)}"
    if origin.first:
        first, last = _time(origin.first), _time(origin.last or origin.first)
        yield f"run: {first}" if last == first else f"run: {first} to {last}"


def _traces(step: Step, called: Called) -> Iterator[str]:
    yield from (f"Extracted from {called(one)}" for one in _executions(step))
    if not isinstance(step, InputStep):
        return
    if step.item:
        yield f"In the run: {called(step.item)}"
    if step.url and step.url not in step.annotation:
        yield f"In the run: {step.url}"
    if step.elements:
        yield "In the run: " + ", ".join(f"{name} = {called(item)}" for name, item in step.elements.items())


def _executions(step: Step) -> tuple[Ref, ...]:
    match step:
        case ToolStep(execution=ref) | SubworkflowStep(invocation=ref):
            return (ref,)
    return ()


def _id(ref: Ref, called: Called) -> str:
    return called(ref).removeprefix(f"{ref.src}:")


def _time(text: str) -> str:
    """Return a time of the graph to the minute, as people write it."""
    return f"{text[:16].replace('T', ' ')} UTC"


def _listed(names: Sequence[str]) -> str:
    rest = len(names) - NAMED
    return ", ".join(names[:NAMED]) + (f" and {rest} more, which their steps name" if rest > 0 else "")
