"""Work → steps before they have their places: tool, parameters, label, what came out, and notes on all of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from explorer.extraction.labels import tidy
from explorer.extraction.model import Note
from explorer.extraction.records.originals import Look
from explorer.extraction.selection.work import Place, Work
from explorer.extraction.steps.made import Made
from explorer.extraction.steps.names import name_by_hand
from explorer.extraction.steps.parameters import facts, state_of
from explorer.extraction.steps.tools import Tools
from explorer.extraction.wiring.conditions import condition, condition_notes
from explorer.refs import Ref


def make(works: Sequence[Work], tools: Tools, look: Look) -> dict[Place, Made]:
    """Return the steps of all work, by place, in its order."""
    labels = step_labels(works)
    return {work.place: _made(work, tools, look, labels.get(work.place)) for work in works}


def step_labels(works: Iterable[Work]) -> dict[Place, str]:
    """Return the labels that steps had in the workflow that ran them; one that is used twice nobody keeps."""
    wanted = {
        work.place: tidy(work.execution.step.label)
        for work in works
        if work.execution.step and work.execution.step.label
    }
    counts = Counter(wanted.values())
    return {place: label for place, label in wanted.items() if counts[label] == 1}


def _made(work: Work, tools: Tools, look: Look, label: str | None) -> Made:
    state = state_of(work, tools)
    ports: dict[str, tuple[Ref, ...]] = {}
    types: dict[str, str] = {}
    names = _names(work, tools, look)
    for name, items in work.made.items():
        rows = [row for row in map(look, items) if row]
        ports[name] = tuple(Ref.of_key(row.key) for row in rows)
        types.update((name, row.extension) for row in rows if row.extension)
    return Made(
        work=work,
        tool=tools.identity(work.execution),
        state=state,
        form=tools.form(work.execution),
        label=label,
        annotation=_annotation(work, look),
        ports=ports,
        types=types,
        names=names,
        when=condition(work),
        notes=(*facts(work), *work.notes, *condition_notes(work), *state.notes, *_naming(names)),
    )


def _names(work: Work, tools: Tools, look: Look) -> dict[str, str]:
    """Return the names that people gave to datasets that the step made, by output.

    Tools that only rearrange collections give their outputs the names of what they copy.
    """
    if (work.execution.tool_id or "").startswith("__"):
        return {}
    form = tools.form(work.execution)
    single = {output: look(items[0]) for output, items in work.made.items() if len(items) == 1}
    datasets = {output: row.name for output, row in single.items() if row and row.collection_type is None}
    given = ((output, name_by_hand(name, form, output)) for output, name in datasets.items())
    return {output: name for output, name in given if name}


def _naming(names: Mapping[str, str]) -> list[Note]:
    """The message names no result, so that a report says it once for all steps."""
    message = "A result was named by hand: the step names it so again, for tools that write names."
    return [Note("guessed", message)] if names else []


def _annotation(work: Work, look: Look) -> str:
    """Return what people wrote about what the step made."""
    rows = (look(item) for items in work.made.values() for item in items)
    return "\n".join(dict.fromkeys(row.annotation for row in rows if row and row.annotation))
