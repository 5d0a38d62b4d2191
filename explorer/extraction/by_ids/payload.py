"""Galaxy's by-ids payload as a value, and what the graph knows about the records that it names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, NamedTuple

from cypher import Graph
from explorer.extraction.model import Batches, OutputLabel
from explorer.graph.records import unpack
from explorer.refs import Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class ByIds:
    """The payload, with decoded ids. `dataset_names` and `dataset_collection_names` are parallel to the items.

    `executions`, `results` and `until` are ours, and may stand beside Galaxy's lists.
    """

    workflow_name: str
    job_ids: Sequence[Ref] = ()
    implicit_collection_jobs_ids: Sequence[Ref] = ()
    tool_request_ids: Sequence[Ref] = ()
    hda_ids: Sequence[Ref] = ()
    hdca_ids: Sequence[Ref] = ()
    dataset_names: Sequence[str] = ()
    dataset_collection_names: Sequence[str] = ()
    output_labels: Sequence[OutputLabel] = ()
    executions: Sequence[Ref] = ()
    results: Sequence[Ref] = ()
    until: Sequence[Ref] = ()
    batches: Batches = "steps"

    @property
    def lists(self) -> Mapping[str, Sequence[Ref]]:
        """Galaxy's lists of ids by their names, in the order in which it looks at them."""
        return {
            "job_ids": self.job_ids,
            "implicit_collection_jobs_ids": self.implicit_collection_jobs_ids,
            "hda_ids": self.hda_ids,
            "hdca_ids": self.hdca_ids,
            "tool_request_ids": self.tool_request_ids,
        }


class NamedJob(NamedTuple):
    """A job. `map_over`: id of the ICJ that it is part of."""

    key: str
    map_over: int | None


class NamedMapOver(NamedTuple):
    """An ICJ. `state`: its `populated_state`; `executions` and `outputs`: keys, these of its output collections."""

    key: str
    state: str | None
    executions: Sequence[str]
    outputs: Sequence[str]


class NamedRequest(NamedTuple):
    """A tool request. `history`: key of the history where it was to run; one that was minted for a step has none."""

    key: str
    state: str | None
    history: str | None


@dataclass(frozen=True, slots=True)
class Known:
    """The records of a payload that are in the graph, by key."""

    jobs: Mapping[str, NamedJob]
    map_overs: Mapping[str, NamedMapOver]
    requests: Mapping[str, NamedRequest]

    def keys(self) -> Iterator[str]:
        """Yield the keys of the records, and of the items and histories that decide who may read them."""
        yield from chain(self.jobs, self.map_overs, self.requests)
        yield from chain.from_iterable((*one.executions, *one.outputs) for one in self.map_overs.values())
        yield from (one.history for one in self.requests.values() if one.history)


def read_named(graph: Graph, payload: ByIds) -> Known:
    """Ask the graph about all records of a payload at once."""
    answer = graph.read(
        "extraction/named_records",
        jobs=[ref.key for ref in payload.job_ids],
        map_overs=[ref.key for ref in payload.implicit_collection_jobs_ids],
        requests=[ref.key for ref in payload.tool_request_ids],
    )
    records: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in answer:
        records[row["kind"]].append(row)
    return Known(
        {one.key: one for one in unpack(NamedJob, records["job"], "records")},
        {one.key: one for one in unpack(NamedMapOver, records["implicit_collection_jobs"], "records")},
        {one.key: one for one in unpack(NamedRequest, records["tool_request"], "records")},
    )
