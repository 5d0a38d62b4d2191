"""Galaxy's by-ids payload: validated in Galaxy's order and with its messages, and read as a selection.

The rules are those of `galaxy/extraction.md` 2; where versions differ, the newest. A list of names that is shorter than
its list of ids, an internal error in Galaxy, is a bad request here. Who may read what is decided by `access`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from explorer.access import Access
from explorer.access.access import forbidden
from explorer.errors import BadRequest, Forbidden, NotFound
from explorer.extraction.by_ids.payload import ByIds, NamedJob, NamedMapOver, NamedRequest, read_named
from explorer.extraction.model import OutputLabel, Selection
from explorer.refs import Ref

LONGEST_NAME: Final = 255
"""Characters of a label in Galaxy's database."""

EXTRACTABLE: Final = "ok"
"""The `populated_state` of a map-over that Galaxy extracts."""

NOT_MATERIALIZED: Final = "new"
"""The state of a tool request that has no outputs yet."""


NAMES_OF: Final = {"hda_ids": "dataset_names", "hdca_ids": "dataset_collection_names"}


def select_by_ids(access: Access, payload: ByIds) -> Selection:
    """Return what a payload selects. What only we know, its executions and results, is checked by the extraction.

    Raises:
        BadRequest: something in it makes no sense, or cannot be extracted (Galaxy: 400).
        NotFound: a record is not in the graph.
        Forbidden: the caller may not read a record that it names.
    """
    _check_shape(payload)
    names, labels = dict(_names(payload)), tuple(_labels(payload.output_labels))
    _check_records(access, payload)
    for ref in (*payload.hda_ids, *payload.hdca_ids):
        access.require(ref)
    return Selection(
        name=payload.workflow_name,
        executions=(
            *payload.job_ids,
            *payload.implicit_collection_jobs_ids,
            *payload.tool_request_ids,
            *payload.executions,
        ),
        results=tuple(payload.results),
        until=tuple(payload.until),
        inputs=(*payload.hda_ids, *payload.hdca_ids),
        input_names=names,
        output_labels=labels,
        batches=payload.batches,
    )


def _check_shape(payload: ByIds) -> None:
    if not any((*payload.lists.values(), payload.executions, payload.results)):
        raise BadRequest(f"At least one of {', '.join(payload.lists)} required")
    for field, refs in payload.lists.items():
        if len(set(refs)) != len(refs):
            raise BadRequest(f"{field} contains duplicates")


def _check_records(access: Access, payload: ByIds) -> None:
    """Ask the graph once about all records, and who may read them; then go through them in Galaxy's order."""
    known = read_named(access.graph, payload)
    readable = access.readable(known.keys())
    for ref in payload.job_ids:
        _check_job(ref, known.jobs, readable)
    for ref in payload.implicit_collection_jobs_ids:
        _check_map_over(ref, known.map_overs, readable)
    for ref in payload.tool_request_ids:
        _check_request(ref, known.requests, readable)
    _check_state(payload, known.requests)


def _check_job(ref: Ref, known: Mapping[str, NamedJob], readable: set[str]) -> None:
    if ref.key not in known:
        raise NotFound(f"{ref} is not in the graph.", ref)
    if ref.key not in readable:
        raise Forbidden("You are not allowed to access this job.")
    if (map_over := known[ref.key].map_over) is not None:
        raise BadRequest(
            f"job_ids[{ref.id}] is part of implicit collection jobs {map_over} - pass via "
            "implicit_collection_jobs_ids instead."
        )


def _check_map_over(ref: Ref, known: Mapping[str, NamedMapOver], readable: set[str]) -> None:
    """Go through Galaxy's rules; but the state of a map-over is told only to those who may read it."""
    if ref.key not in known:
        raise NotFound(f"ImplicitCollectionJobs {ref.id} not found")
    _, state, executions, outputs = known[ref.key]
    if not readable.intersection((ref.key, *executions)):
        raise forbidden(ref)
    if state != EXTRACTABLE:
        raise BadRequest(f"ImplicitCollectionJobs {ref.id} is in populated_state {state!r}; only 'ok' is extractable")
    if not outputs:
        raise BadRequest(f"ImplicitCollectionJobs {ref.id} has no output collections to extract")
    for key in sorted(outputs):
        if key not in readable:
            raise forbidden(Ref.of_key(key))


def _check_request(ref: Ref, known: Mapping[str, NamedRequest], readable: set[str]) -> None:
    """A request is readable with its history, and for those who may read what it made."""
    if ref.key not in known:
        raise NotFound(f"ToolRequest {ref.id} not found")
    if not {ref.key, known[ref.key].history} & readable:
        raise forbidden(ref)


def _check_state(payload: ByIds, known: Mapping[str, NamedRequest]) -> None:
    """Refuse a request without outputs next to others: nothing could be connected to it."""
    if len(payload.tool_request_ids) == 1 and not payload.hda_ids and not payload.hdca_ids:
        return
    for ref in payload.tool_request_ids:
        if known[ref.key].state == NOT_MATERIALIZED:
            raise BadRequest(
                f"ToolRequest {ref.id} is not yet materialized (state 'new'); extract it as a single-step workflow on "
                "its own, or retry once it is 'submitted'."
            )


def _names(payload: ByIds) -> Iterator[tuple[Ref, str]]:
    """Yield the names of inputs: none at all, or one for each, not empty, not too long, and no two equal."""
    given = [*payload.dataset_names, *payload.dataset_collection_names]
    for name, number in Counter(given).items():
        if not name.strip():
            raise BadRequest("The name of an input is empty.")
        if len(name) > LONGEST_NAME:
            raise BadRequest(f"The name of an input has more than {LONGEST_NAME} characters.")
        if number > 1:
            raise BadRequest(f"{number} inputs have the name {name!r}: give each a name of its own.")
    for field, names in NAMES_OF.items():
        items, called = payload.lists[field], getattr(payload, names)
        if called and len(called) != len(items):
            raise BadRequest(f"{names} has {len(called)} names for {len(items)} {field}.")
        yield from zip(items, called, strict=bool(called))


def _labels(labels: Iterable[OutputLabel]) -> Iterator[OutputLabel]:
    """Yield labels with single blanks and cut to what Galaxy keeps; each names one output, and no two are equal."""
    items: set[Ref] = set()
    texts: set[str] = set()
    for one in labels:
        text = " ".join(one.label.split())[:LONGEST_NAME]
        if not text:
            raise BadRequest("The label of an output is empty.")
        if one.item in items:
            raise BadRequest("output_labels names an output twice.")
        if text in texts:
            raise BadRequest(f"Two outputs have the label {text!r}: give each a label of its own.")
        items.add(one.item)
        texts.add(text)
        yield replace(one, label=text)
