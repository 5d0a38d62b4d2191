"""Hubs: datasets that so many jobs read that each reader has a labelled stub beside it instead of a line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import Final

from explorer.access import Access
from explorer.graph.drafts import Draft, is_collection, is_item
from explorer.view.material import MOST

JOBS: Final = 6
"""Jobs from which on a dataset that comes from elsewhere is a hub in the lineage of something else."""
LINES: Final = 12
"""Lines from which on a dataset of a history is a hub in its picture."""


def crowded(drafts: Iterable[Draft]) -> set[str]:
    """Return the datasets from which too many lines would begin."""
    pairs = {(d.source, d.target) for d in drafts if d.type == "dataset_input"}
    return {key for key, lines in Counter(source for source, _ in pairs).items() if lines > LINES}


def candidates(drafts: Iterable[Draft], shown: AbstractSet[str], keep: AbstractSet[str]) -> set[str]:
    """Return shown datasets that are only read: nothing shown made them, nothing else becomes of them."""
    reads = [d for d in drafts if d.source in shown and d.target in shown]
    made = {d.target for d in reads}
    read = {d.source for d in reads if d.type == "dataset_input" and not d.mapped}
    otherwise = {d.source for d in reads if d.type != "dataset_input" and is_item(d.source)}
    return {key for key in read - made - otherwise - keep if is_item(key) and not is_collection(key)}


def count_jobs(access: Access, datasets: Iterable[str]) -> Mapping[str, int]:
    """Return how many jobs of executions that the caller may read, read each dataset."""
    wanted = sorted(datasets)
    if not wanted:
        return {}
    answer = access.graph.read("view/readers", datasets=wanted, most=MOST)
    readers = {key: found for row in answer for key, found in row["readers"]}
    readable = access.readable(execution for found in readers.values() for execution, _ in found)
    return {key: sum(jobs for one, jobs in readers.get(key, ()) if one in readable) for key in wanted}
