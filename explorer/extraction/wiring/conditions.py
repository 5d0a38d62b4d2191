"""Steps that run only when an expression says so: what the expression asks for besides the inputs of the tool. Pure.

Whoever ran the workflow gave those values, or a step made them; Galaxy keeps no record that says which. So each is an
input of the new workflow, with what happened as its default where the expression is nothing but the input.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Final

from explorer.extraction.model import Note
from explorer.extraction.records.rows import load
from explorer.extraction.selection.feeds import Feed
from explorer.extraction.selection.work import Work
from explorer.extraction.wiring.connections import Intake, Wire

_NAMES: Final = re.compile(r"\binputs(?:\.([A-Za-z_]\w*)|\[\s*[\"']([^\"']+)[\"']\s*\])")
_SKIPPED: Final = "skipped"


def condition(work: Work) -> str | None:
    """Return the expression that decides whether the step runs; Galaxy keeps it as JSON text."""
    text = work.execution.step.when if work.execution.step else None
    try:
        found = json.loads(text) if text else None
    except ValueError:
        found = text
    return found if isinstance(found, str) and found else None


def condition_wires(work: Work) -> list[Wire]:
    """Return the connections of what the condition asks for, to inputs of the workflow."""
    run = work.execution.step.invocation if work.execution.step else None
    return [
        Wire(
            work.place,
            Feed(input=name, src="parameter", request={"default": _what_happened(work, name)}),
            Intake("parameter", f"{run} {name}"),
        )
        for name in _asked(work)
    ]


def condition_notes(work: Work) -> Iterator[Note]:
    """Yield what is kept of a condition."""
    expression = condition(work)
    if expression is None:
        return
    yield Note("kept", f"It runs only when {expression} says so.")
    for name in _asked(work):
        yield Note("guessed", f"What {name} was in the run is not recorded: it is an input of the workflow, yes or no.")


def _asked(work: Work) -> list[str]:
    own = {feed.input for feed in work.feeds} | set(work.payload or _parameters(work))
    names = (dotted or quoted for dotted, quoted in _NAMES.findall(condition(work) or ""))
    return [name for name in dict.fromkeys(names) if name not in own]


def _parameters(work: Work) -> set[str]:
    found = load(work.jobs.representative.parameters) if work.jobs else None
    return set(found or ())


def _what_happened(work: Work, name: str) -> bool | None:
    """Return the value that an expression must have had which is nothing but this input; None for any other."""
    if (condition(work) or "").strip() != f"$(inputs.{name})":
        return None
    return not (work.jobs and work.jobs.representative.state == _SKIPPED)
