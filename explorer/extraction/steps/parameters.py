"""Work → the step of a workflow that does it again: its tool and its parameters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from explorer.extraction.errors import NotExtractable
from explorer.extraction.model import Note, StepState
from explorer.extraction.records.rows import JobsRow, load
from explorer.extraction.selection.work import Work
from explorer.extraction.state import CONNECTED, complete, legacy_step_state, to_workflow_step_state
from explorer.extraction.steps.tools import Tools, named_tool

FAILED: Final = frozenset({"error", "failed", "deleted", "deleted_new", "stopped"})
FINISHED: Final = FAILED | {"ok", "skipped"}


def state_of(work: Work, tools: Tools) -> StepState:
    """Return the parameters of a step, all of them: of the captured request, else of the records of its first job."""
    state = _asked_for(work, tools)
    recorded = _recorded(work, tools).values if work.jobs else {}
    return replace(state, values=complete(state.values, tools.form(work.execution), recorded))


def _asked_for(work: Work, tools: Tools) -> StepState:
    if work.payload is not None:
        try:
            return to_workflow_step_state(work.payload, tools.models(work.execution) or tools.form(work.execution))
        except NotExtractable as error:
            reason = Note(
                "changed", f"What was asked for cannot be written as a step: {error} The job's records are used."
            )
            state = _recorded(work, tools)
            return StepState(state.values, (reason, *state.notes), state.renamed)
    return _recorded(work, tools)


def facts(work: Work) -> Iterator[Note]:
    """Yield what is known about how the work was captured and how it ended."""
    row = work.execution
    if work.payload is not None:
        yield Note("kept", "Parameters are those of the validated request.")
    elif work.jobs:
        yield Note("kept", "Parameters are those that the job recorded; no validated request was kept.")
    if row.state == "validation_failed":
        yield Note("guessed", "Galaxy could not validate what was asked for, so the job's records are used.")
    yield from _tool_facts(work)
    yield from _job_facts(work.jobs)
    if row.request and row.request.state == "failed":
        yield Note("kept", f"The request failed, nothing ran: {_message(row.request.message)}")


def open_inputs(values: Any, flat: str = "") -> Iterator[str]:
    """Yield the flat names of a state's inputs that want a connection."""
    if values == CONNECTED:
        yield flat
    elif isinstance(values, Mapping):
        for name, inner in values.items():
            yield from open_inputs(inner, f"{flat}|{name}" if flat else name)
    elif isinstance(values, list):
        for index, inner in enumerate(values):
            yield from open_inputs(inner, f"{flat}_{index}")


def _recorded(work: Work, tools: Tools) -> StepState:
    if work.jobs is None:
        inputs: dict[str, Any] = {feed.input: dict(CONNECTED) for feed in work.feeds if "|" not in feed.input}
        return StepState(inputs, (Note("lost", "No job ran and no request was kept: the parameters are not known."),))
    first = work.jobs.representative
    state = load(first.tool_state)
    return legacy_step_state(
        load(first.parameters) or {},
        state if isinstance(state, Mapping) else None,
        tools.form(work.execution),
        {feed.input for feed in work.feeds},
    )


def _tool_facts(work: Work) -> Iterator[Note]:
    row = work.execution
    tool_id, version = named_tool(row)
    if tool_id and not row.tool_id:
        yield Note(
            "guessed", f"No job ran, so the tool is that of the workflow's step: {tool_id} {version or ''}".strip()
        )
    if not tool_id:
        yield Note("lost", "No record says which tool was to run.")
    if row.source and row.source.untrusted:
        yield Note("changed", "The tool's source may be another tool's (a migration merged them), so it was not used.")


def _job_facts(jobs: JobsRow | None) -> Iterator[Note]:
    if jobs is None:
        yield Note("kept", "No job ran.")
        return
    counts = Counter({state or "unknown": number for state, number in jobs.counts})
    failed = sum(counts[state] for state in FAILED)
    waiting = {state: number for state, number in counts.items() if state not in FINISHED}
    total = sum(counts.values())
    if failed:
        yield Note("kept", f"{failed} of {total} jobs failed; the step is as it was asked for.")
    if waiting:
        said = ", ".join(f"{number} {state}" for state, number in sorted(waiting.items()))
        yield Note("kept", f"Not all jobs have finished ({said}); the step is as it was asked for.")
    if counts["skipped"]:
        yield Note("kept", f"{counts['skipped']} of {total} jobs were skipped.")
    if jobs.representative.copied_from is not None:
        yield Note("kept", "Its outputs were taken from the cache: an equal job had made them before.")


def _message(text: str | None) -> str:
    try:
        said = load(text)
    except ValueError:
        said = text
    return str(said.get("err_msg", said)) if isinstance(said, Mapping) else str(said or "no reason was kept.")


def lines(notes: Iterable[Note]) -> list[Note]:
    """Return notes without those that say the same again."""
    return list(dict.fromkeys(notes))
