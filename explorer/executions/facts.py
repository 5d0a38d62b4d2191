"""What is read about some executions: a fixed number of statements, however many they are."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from cypher import Graph
from explorer.access import Access
from explorer.access.elements import collections_of
from explorer.access.nodes import keys_of
from explorer.access.payloads import references_of
from explorer.access.view import View
from explorer.executions.parameters import decode_job_parameters
from explorer.graph.drafts import Draft, Scope, inputs
from explorer.graph.nodes import about_row, full_item
from explorer.graph.profiles import PROFILES
from explorer.graph.records import InputRow, ItemRow
from explorer.graph.states import FAILED, count_leaves
from explorer.reading import read_items, read_leaves, rows
from explorer.refs import Ref

MAX_JOBS = 50
"""Jobs shown with an execution."""


_EVERYTHING = Scope(frozenset(), include_deleted=True)


class OutputRow(NamedTuple):
    """An output of an execution."""

    execution: str
    item: str
    output: str | None


@dataclass(frozen=True, slots=True)
class Facts:
    """What was read about some executions, by the key of each."""

    details: Mapping[str, Mapping[str, Any]]
    jobs: Mapping[str, Mapping[str, Any]]
    inputs: Mapping[str, Sequence[Draft]]
    outputs: Mapping[str, Sequence[OutputRow]]
    items: Mapping[str, ItemRow]
    leaves: Mapping[str, Mapping[str, int]]
    places: Mapping[str, Mapping[str, Any]]
    view: View


def read_facts(access: Access, keys: list[str]) -> Facts:
    """Read everything about the executions with these keys."""
    details = {row["key"]: row for row in access.graph.read("executions/details", executions=keys)}
    answered = access.graph.read("executions/jobs", executions=keys, failed=sorted(FAILED), limit=MAX_JOBS)
    jobs = {row["key"]: row for row in answered if row["jobs"]}
    taken = rows(access.graph, "history_graph/inputs", InputRow, "inputs", executions=keys)
    drafts = inputs(taken, _EVERYTHING, PROFILES["full"])
    made = rows(access.graph, "executions/outputs", OutputRow, "outputs", executions=keys)
    items = read_items(access.graph, {draft.source for draft in drafts} | {row.item for row in made})
    leaves = read_leaves(access, items)
    return Facts(
        details,
        jobs,
        by_key((draft.target, draft) for draft in drafts),
        by_key((row.execution, row) for row in made),
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
        for job, *_, standing in jobs.get(key, {}).get("jobs", ()):
            yield from (job, *collections_of(standing))
        yield from (step[3] for step in row["steps"] if step[3])
        yield from filter(None, [key_of_history(row, jobs.get(key))])
        values, _ = stored(row, jobs.get(key))
        yield from (ref.key for ref in references_of(values, Ref.of_key(key).instance))


def by_key(pairs: Iterable[tuple[str, Any]]) -> dict[str, list[Any]]:
    """Return values by key, in their order."""
    grouped: dict[str, list[Any]] = defaultdict(list)
    for key, value in pairs:
        grouped[key].append(value)
    return grouped


def _read_places(
    graph: Graph, details: Mapping[str, Mapping[str, Any]], jobs: Mapping[str, Mapping[str, Any]]
) -> dict[str, Mapping[str, Any]]:
    users = {key_of_user(key, jobs.get(key)) for key in details} - {None}
    histories = {key_of_history(row, jobs.get(key)) for key, row in details.items()} - {None}
    if not users | histories:
        return {}
    answer = graph.read("executions/places", users=sorted(map(str, users)), histories=sorted(map(str, histories)))
    return {row["key"]: row for row in answer}


def key_of_user(execution: str, jobs: Mapping[str, Any] | None) -> str | None:
    """Return the key of who ran an execution."""
    user = jobs["first"][1] if jobs else None
    return f"{execution.split('/', 1)[0]}/user/{user}" if user is not None else None


def key_of_history(row: Mapping[str, Any], jobs: Mapping[str, Any] | None) -> str | None:
    """Return the key of the history that an execution ran in."""
    named = [jobs["first"][2]] if jobs else [request[3] for request in row["requests"]]
    history = next((number for number in named if number is not None), None)
    return f"{row['key'].split('/', 1)[0]}/history/{history}" if history is not None else None


def stored(row: Mapping[str, Any], jobs: Mapping[str, Any] | None) -> tuple[Any, Any]:
    """Return the parameters and which record they come from: the payload, else those of the first job."""
    payload = parsed(row["payload"])
    if isinstance(payload, dict):
        return payload, "payload"
    parameters = parsed(jobs["first"][0]) if jobs else None
    if isinstance(parameters, dict):
        return decode_job_parameters(parameters), "job"
    return None, None


def parsed(text: Any) -> Any:
    """Return what a text of JSON holds; None without a text."""
    return json.loads(text) if isinstance(text, str) else None
