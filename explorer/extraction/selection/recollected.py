"""Map-overs whose collections were not recorded: found again by their elements.

Where each element of a collection ran with each of another one, the classic API of Galaxy records what every job read,
but not the collections.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import prod

from explorer.extraction.model import Note
from explorer.extraction.records.reading import Records
from explorer.extraction.selection.feeds import Feed
from explorer.extraction.selection.work import Work
from explorer.refs import Ref

Read = Mapping[str, Sequence[str]]
"""By input, the datasets that jobs read one by one."""


def recollected(work: Work, records: Records) -> Work:
    """Return work that takes the collections that its jobs went through; other work as it is."""
    read = _one_by_one(work)
    if not read:
        return work
    records.load(key for keys in read.values() for key in keys)
    found = {name: _collection(keys, records) for name, keys in read.items()}
    feeds = tuple(
        _feed(feed, read[feed.input], found[feed.input]) if feed.input in read else feed for feed in work.feeds
    )
    notes = tuple(_note(name, holder, len(read[name])) for name, holder in found.items())
    return replace(work, feeds=feeds, notes=(*work.notes, *notes), crossed=_crossed(work, read))


def _one_by_one(work: Work) -> Read:
    """Return what jobs of a map-over read one by one, for inputs that no collection is recorded for."""
    if work.payload is not None or not work.execution.map_overs:
        return {}
    read: dict[str, set[str]] = defaultdict(set)
    recorded = {one.input for one in work.execution.taken if one.via == "premap" or one.mapped}
    for one in work.execution.taken:
        if one.input and one.input not in recorded and Ref.of_key(one.item).src == "hda":
            read[one.input].add(one.item)
    named = [feed.input for feed in work.feeds]
    return {name: sorted(keys, key=_number) for name, keys in read.items() if len(keys) > 1 and named.count(name) == 1}


def _collection(keys: Sequence[str], records: Records) -> str | None:
    """Return the collection whose elements are just these datasets; of several the oldest."""
    rows = [records.item(key) for key in keys]
    holders = set.intersection(*({holder for holder, _ in row.holders} if row else set() for row in rows))
    elements = records.elements(holders)
    exact = [holder for holder in holders if sorted((leaf.dataset for leaf in elements[holder]), key=_number) == keys]
    records.load(exact)
    return min((key for key in exact if records.item(key)), key=_number, default=None)


def _feed(feed: Feed, keys: Sequence[str], holder: str | None) -> Feed:
    if holder is None:
        return Feed(input=feed.input, src="list", mapped=True, members=tuple(keys))
    return Feed(input=feed.input, src="hdca", item=holder, mapped=True)


def _note(name: str, holder: str | None, count: int) -> Note:
    if holder is None:
        return Note(
            "guessed", f"{name} ran over {count} datasets, but no collection has just these: it takes a new list."
        )
    return Note("guessed", f"{name} ran over {count} datasets one by one: it takes the collection that has just these.")


def _crossed(work: Work, read: Read) -> tuple[str, ...]:
    """Return the inputs that ran each with each: there were as many jobs as combinations."""
    jobs = sum(count for _, count in work.jobs.counts) if work.jobs else 0
    sizes = [len(keys) for keys in read.values()]
    return tuple(read) if len(read) > 1 and prod(sizes) == jobs else ()


def _number(key: str) -> int:
    return Ref.of_key(key).id
