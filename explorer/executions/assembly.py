"""What was read about executions → the answers about them. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from explorer.access.elements import element_of
from explorer.access.nodes import restricted
from explorer.access.payloads import redacted
from explorer.access.view import View
from explorer.executions.facts import Facts, by_key, key_of_history, key_of_user, parsed, stored
from explorer.executions.model import (
    Evidence,
    Input,
    InvocationStep,
    Job,
    Jobs,
    MapOver,
    Output,
    ParameterItem,
    Request,
    Tool,
    ToolExecutionDetail,
)
from explorer.executions.parameters import Items, lay_out
from explorer.graph.model import HistoryName, Item
from explorer.graph.nodes import about_row, full_item
from explorer.graph.states import FAILED, order_states
from explorer.refs import Ref
from explorer.tools.forms import Form, label_of, read_form


def detail_of(key: str, facts: Facts) -> ToolExecutionDetail:
    """Return everything that is known about an execution."""
    row, jobs = facts.details[key], facts.jobs.get(key)
    form, tool = _tool(row)
    history_key = key_of_history(row, jobs)
    taken = _inputs(facts, key, form, history_key)
    values, origin = _values(facts, key)
    user = facts.places.get(key_of_user(key, jobs) or "")
    return ToolExecutionDetail(
        ref=Ref.of_key(key),
        validity=row["state"],
        tool=tool,
        create_time=row["create_time"],
        end_time=jobs["end_time"] if jobs else None,
        user=user["name"] if user else None,
        history=_history(facts.places.get(history_key or ""), facts.view),
        payload=values if origin == "payload" else None,
        parameters=lay_out(form, values, Items(_by_input(taken), Ref.of_key(key).instance))
        if values is not None
        else None,
        parameters_from=origin,
        labels_from="tool source" if form and values is not None else None,
        jobs=_jobs(jobs, facts.view),
        implicit_collection_jobs=_map_over(row),
        tool_request=_request(row),
        invocation_step=_step(row, facts.view),
        inputs=taken,
        outputs=_outputs(facts, key, history_key),
        external_inputs=_external(facts, key),
        evidence=_evidence(key, row, taken),
    )


def _tool(row: Mapping[str, Any]) -> tuple[Form | None, Tool]:
    """Return the form of the tool, unless its text may be another tool's, and what is known about it."""
    text, source_class, digest, untrusted = next(iter(row["sources"]), (None, None, None, None))
    form = None if untrusted else read_form(text or "", source_class or "")
    return form, Tool(
        id=row["tool_id"],
        version=row["tool_version"],
        name=form.name if form else None,
        description=form.description if form else None,
        source_class=source_class,
        hash=digest,
        untrusted=bool(untrusted),
    )


def _values(facts: Facts, key: str) -> tuple[Any, Any]:
    """Return the parameters as the caller may see them, and which record they come from."""
    values, origin = stored(facts.details[key], facts.jobs.get(key))
    elements = all(facts.view.shows(draft.source) for draft in facts.inputs.get(key, ()))
    return redacted(values, facts.view, Ref.of_key(key).instance, elements=elements), origin


def _external(facts: Facts, key: str) -> tuple[Any, ...]:
    """Return the inputs that are no nodes, as the caller may see them: of a dataset of a library only its kind."""
    stored = parsed(facts.details[key]["external_inputs"]) or ()
    return tuple(
        {"input": each.get("input")} | redacted(each, facts.view, Ref.of_key(key).instance, elements=True)
        for each in stored
    )


def _inputs(facts: Facts, key: str, form: Form | None, history: str | None) -> tuple[Input, ...]:
    found = [
        Input(
            input=draft.input,
            label=label_of(form, draft.input or "") if form else None,
            via=draft.via,
            mapped=draft.mapped,
            item=_item(facts, draft.source, history),
            path=draft.path if facts.view.shows(draft.source) else (),
        )
        for draft in facts.inputs.get(key, ())
        if draft.source in facts.items
    ]
    return tuple(sorted(found, key=lambda one: (one.input or "", one.item.ref.src, one.item.ref.id)))


def _outputs(facts: Facts, key: str, history: str | None) -> tuple[Output, ...]:
    found = [
        Output(row.output, None, _item(facts, row.item, history))
        for row in facts.outputs.get(key, ())
        if row.item in facts.items
    ]
    return tuple(sorted(found, key=lambda one: (one.item.hid or 0, one.item.ref.src, one.item.ref.id)))


def _item(facts: Facts, key: str, history: str | None) -> Item:
    row = facts.items[key]
    return restricted(key, full_item(row, about_row(row), facts.leaves.get(key, {}), history), facts.view)


def _by_input(taken: Iterable[Input]) -> dict[str, list[ParameterItem]]:
    named = [
        (one.input or "", ParameterItem(ref=one.item.ref, name=one.item.name, hid=one.item.hid, mapped=one.mapped))
        for one in taken
    ]
    return by_key(named)


def _jobs(row: Mapping[str, Any] | None, view: View) -> Jobs:
    if row is None:
        return Jobs(0, {}, ())
    counts = order_states({state or "unknown": number for state, number in row["counts"]})
    shown = sorted((_job(job, view) for job in row["jobs"]), key=_job_place)
    return Jobs(sum(counts.values()), counts, tuple(shown))


def _job_place(job: Job) -> tuple[bool, bool, int, int]:
    return job.state not in FAILED, job.index is None, job.index or 0, job.ref.id


def _job(values: Sequence[Any], view: View) -> Job:
    key, state, tool_id, version, exit_code, create_time, start_time, update_time, info, stderr, index, standing = (
        values
    )
    if not view.shows(key):
        return Job(ref=view.ref(key), state=None)
    return Job(
        ref=Ref.of_key(key),
        state=state,
        tool_id=tool_id,
        tool_version=version,
        exit_code=exit_code,
        create_time=create_time,
        start_time=start_time,
        update_time=update_time,
        message=((stderr or "").strip() or (info or "").strip() or None) if state in FAILED else None,
        index=index,
        path=element_of(standing, view),
    )


def _map_over(row: Mapping[str, Any]) -> MapOver | None:
    found = min(row["map_overs"], default=None)
    return MapOver(Ref.of_key(found[0]), found[1]) if found else None


def _request(row: Mapping[str, Any]) -> Request | None:
    found = min(row["requests"], default=None, key=lambda request: request[0])
    return Request(Ref.of_key(found[0]), found[1], parsed(found[2])) if found else None


def _step(row: Mapping[str, Any], view: View) -> InvocationStep | None:
    found = min(row["steps"], default=None, key=lambda step: step[0])
    if not found or (found[3] and not view.shows(found[3])):
        return None
    key, order_index, label, invocation, workflow = found
    return InvocationStep(
        ref=Ref.of_key(key),
        order_index=order_index,
        label=label,
        invocation=Ref.of_key(invocation) if invocation else None,
        workflow=workflow,
    )


def _history(row: Mapping[str, Any] | None, view: View) -> HistoryName | None:
    return HistoryName(Ref.of_key(row["key"]), row["name"], row["owner"]) if row and view.shows(row["key"]) else None


def _evidence(key: str, row: Mapping[str, Any], taken: Iterable[Input]) -> Evidence:
    request = _request(row)
    ref = request.ref if request else Ref.of_key(key)
    counts = Counter(one.via for one in taken)
    return Evidence(f"{_RECORDS[ref.src]} {ref.id}", key, {via: counts[via] for via in ("payload", "job", "premap")})


_RECORDS = {
    "tool_request": "tool request",
    "tool_execution": "tool execution",
    "job": "job",
    "implicit_collection_jobs": "map-over",
    "workflow_invocation_step": "workflow step",
}
"""What people call the records that an execution can stand on."""
