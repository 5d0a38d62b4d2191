"""One execution, or a few, with everything that is known: read in a fixed number of statements, then assembled."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from cypher import Graph
from explorer.access import Access
from explorer.access.access import forbidden
from explorer.access.nodes import keys_of, restricted
from explorer.access.payloads import redacted, references_of
from explorer.access.view import View
from explorer.details import (
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
from explorer.drafts import Draft, Scope, inputs
from explorer.errors import NotFound
from explorer.model import HistoryName, Item
from explorer.nodes import about_row, full_item
from explorer.parameters import Items, decode_job_parameters, lay_out
from explorer.profiles import PROFILES
from explorer.reading import read_items, read_leaves, rows
from explorer.records import InputRow, ItemRow
from explorer.refs import Ref
from explorer.states import FAILED, count_leaves, order_states
from explorer.tools import Form, label_of, read_form

MAX_JOBS = 50
"""Jobs shown with an execution."""

_EVERYTHING = Scope(frozenset(), include_deleted=True)


class OutputRow(NamedTuple):
    """An output of an execution."""

    execution: str
    item: str
    output: str | None


@dataclass(frozen=True, slots=True)
class _Facts:
    """What was read about some executions, by the key of each."""

    details: Mapping[str, Mapping[str, Any]]
    jobs: Mapping[str, Mapping[str, Any]]
    inputs: Mapping[str, Sequence[Draft]]
    outputs: Mapping[str, Sequence[OutputRow]]
    items: Mapping[str, ItemRow]
    leaves: Mapping[str, Mapping[str, int]]
    places: Mapping[str, Mapping[str, Any]]
    view: View


def resolve_execution(graph: Graph, ref: Ref) -> str:
    """Return the key of the execution that a record stands for; raise `NotFound` when there is none."""
    found = sorted((row["rank"], row["key"]) for row in graph.read("executions/resolve", key=ref.key))
    if not found:
        raise NotFound(f"{ref} is not in the graph, or belongs to no execution.", ref)
    return str(found[0][1])


def read_execution(access: Access, ref: Ref) -> ToolExecutionDetail:
    """Return the execution that a record stands for.

    Raises:
        NotFound: there is none.
        Forbidden: the caller may not read it.
    """
    key = resolve_execution(access.graph, ref)
    if not access.may_read(key):
        raise forbidden(ref)
    return read_executions(access, [key])[0]


def read_executions(access: Access, keys: Sequence[str]) -> list[ToolExecutionDetail]:
    """Return the executions with these keys that there are, earliest first; the caller may read them."""
    if not keys:
        return []
    facts = _read(access, sorted(set(keys)))
    found = [_detail(key, facts) for key in facts.details]
    return sorted(found, key=lambda detail: (detail.create_time or "", str(detail.ref)))


def _read(access: Access, keys: list[str]) -> _Facts:
    details = {row["key"]: row for row in access.graph.read("executions/details", executions=keys)}
    answered = access.graph.read("executions/jobs", executions=keys, failed=sorted(FAILED), limit=MAX_JOBS)
    jobs = {row["key"]: row for row in answered if row["jobs"]}
    taken = rows(access.graph, "history_graph/inputs", InputRow, "inputs", executions=keys)
    drafts = inputs(taken, _EVERYTHING, PROFILES["full"])
    made = rows(access.graph, "executions/outputs", OutputRow, "outputs", executions=keys)
    items = read_items(access.graph, {draft.source for draft in drafts} | {row.item for row in made})
    leaves = read_leaves(access, items)
    return _Facts(
        details,
        jobs,
        _grouped((draft.target, draft) for draft in drafts),
        _grouped((row.execution, row) for row in made),
        items,
        count_leaves(leaves),
        _read_places(access.graph, details, jobs),
        access.view(_named(details, jobs, items)),
    )


def _named(
    details: Mapping[str, Mapping[str, Any]], jobs: Mapping[str, Mapping[str, Any]], items: Mapping[str, ItemRow]
) -> Iterator[str]:
    """Yield the keys of all that the answers name."""
    yield from keys_of({key: full_item(row, about_row(row), {}, None) for key, row in items.items()})
    for key, row in details.items():
        yield from (job[0] for job in jobs.get(key, {}).get("jobs", ()))
        yield from (step[3] for step in row["steps"] if step[3])
        yield from filter(None, [_history_key(row, jobs.get(key))])
        values, _ = _stored(row, jobs.get(key))
        yield from (ref.key for ref in references_of(values, Ref.of_key(key).instance))


def _grouped(pairs: Iterable[tuple[str, Any]]) -> dict[str, list[Any]]:
    grouped: dict[str, list[Any]] = defaultdict(list)
    for key, value in pairs:
        grouped[key].append(value)
    return grouped


def _read_places(
    graph: Graph, details: Mapping[str, Mapping[str, Any]], jobs: Mapping[str, Mapping[str, Any]]
) -> dict[str, Mapping[str, Any]]:
    users = {_user_key(key, jobs.get(key)) for key in details} - {None}
    histories = {_history_key(row, jobs.get(key)) for key, row in details.items()} - {None}
    if not users | histories:
        return {}
    answer = graph.read("executions/places", users=sorted(map(str, users)), histories=sorted(map(str, histories)))
    return {row["key"]: row for row in answer}


def _user_key(execution: str, jobs: Mapping[str, Any] | None) -> str | None:
    user = jobs["first"][1] if jobs else None
    return f"{execution.split('/', 1)[0]}/user/{user}" if user is not None else None


def _history_key(row: Mapping[str, Any], jobs: Mapping[str, Any] | None) -> str | None:
    named = [jobs["first"][2]] if jobs else [request[3] for request in row["requests"]]
    history = next((number for number in named if number is not None), None)
    return f"{row['key'].split('/', 1)[0]}/history/{history}" if history is not None else None


def _detail(key: str, facts: _Facts) -> ToolExecutionDetail:
    row, jobs = facts.details[key], facts.jobs.get(key)
    form, tool = _tool(row)
    history_key = _history_key(row, jobs)
    taken = _inputs(facts, key, form, history_key)
    values, origin = _values(facts, key)
    user = facts.places.get(_user_key(key, jobs) or "")
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


def _values(facts: _Facts, key: str) -> tuple[Any, Any]:
    """Return the parameters as the caller may see them, and which record they come from."""
    values, origin = _stored(facts.details[key], facts.jobs.get(key))
    elements = all(facts.view.shows(draft.source) for draft in facts.inputs.get(key, ()))
    return redacted(values, facts.view, Ref.of_key(key).instance, elements=elements), origin


def _external(facts: _Facts, key: str) -> tuple[Any, ...]:
    """Return the inputs that are no nodes, as the caller may see them: of a dataset of a library only its kind."""
    stored = _json(facts.details[key]["external_inputs"]) or ()
    return tuple(
        {"input": each.get("input")} | redacted(each, facts.view, Ref.of_key(key).instance, elements=True)
        for each in stored
    )


def _stored(row: Mapping[str, Any], jobs: Mapping[str, Any] | None) -> tuple[Any, Any]:
    """Return the parameters and which record they come from: the payload, else those of the first job."""
    payload = _json(row["payload"])
    if isinstance(payload, dict):
        return payload, "payload"
    parameters = _json(jobs["first"][0]) if jobs else None
    if isinstance(parameters, dict):
        return decode_job_parameters(parameters), "job"
    return None, None


def _inputs(facts: _Facts, key: str, form: Form | None, history: str | None) -> tuple[Input, ...]:
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


def _outputs(facts: _Facts, key: str, history: str | None) -> tuple[Output, ...]:
    found = [
        Output(row.output, None, _item(facts, row.item, history))
        for row in facts.outputs.get(key, ())
        if row.item in facts.items
    ]
    return tuple(sorted(found, key=lambda one: (one.item.hid or 0, one.item.ref.src, one.item.ref.id)))


def _item(facts: _Facts, key: str, history: str | None) -> Item:
    row = facts.items[key]
    return restricted(key, full_item(row, about_row(row), facts.leaves.get(key, {}), history), facts.view)


def _by_input(taken: Iterable[Input]) -> dict[str, list[ParameterItem]]:
    named = [
        (one.input or "", ParameterItem(ref=one.item.ref, name=one.item.name, hid=one.item.hid, mapped=one.mapped))
        for one in taken
    ]
    return _grouped(named)


def _jobs(row: Mapping[str, Any] | None, view: View) -> Jobs:
    if row is None:
        return Jobs(0, {}, ())
    counts = order_states({state or "unknown": number for state, number in row["counts"]})
    shown = sorted((_job(job, view) for job in row["jobs"]), key=_job_place)
    return Jobs(sum(counts.values()), counts, tuple(shown))


def _job_place(job: Job) -> tuple[bool, bool, int, int]:
    return job.state not in FAILED, job.index is None, job.index or 0, job.ref.id


def _job(values: Sequence[Any], view: View) -> Job:
    key, state, tool_id, version, exit_code, create_time, update_time, info, stderr, index, paths = values
    if not view.shows(key):
        return Job(ref=view.ref(key), state=None)
    return Job(
        ref=Ref.of_key(key),
        state=state,
        tool_id=tool_id,
        tool_version=version,
        exit_code=exit_code,
        create_time=create_time,
        update_time=update_time,
        message=((stderr or "").strip() or (info or "").strip() or None) if state in FAILED else None,
        index=index,
        path=tuple(_element(paths)),
    )


def _element(paths: Iterable[Sequence[str]]) -> Sequence[str]:
    """Return the element that a job worked on: the shortest path that it wrote, for outputs may have elements too."""
    return min(filter(None, paths), key=lambda path: (len(path), list(path)), default=())


def _map_over(row: Mapping[str, Any]) -> MapOver | None:
    found = min(row["map_overs"], default=None)
    return MapOver(Ref.of_key(found[0]), found[1]) if found else None


def _request(row: Mapping[str, Any]) -> Request | None:
    found = min(row["requests"], default=None, key=lambda request: request[0])
    return Request(Ref.of_key(found[0]), found[1], _json(found[2])) if found else None


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


def _json(text: Any) -> Any:
    return json.loads(text) if isinstance(text, str) else None
