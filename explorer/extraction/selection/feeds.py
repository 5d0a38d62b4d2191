"""What goes into a piece of work: the data of each input, in order. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from explorer.executions.parameters import decode_job_parameters
from explorer.extraction.records.rows import ExecutionRow, InputRow, JobsRow, ReadRow, load
from explorer.extraction.state.references import Reference, references
from explorer.refs import ITEMS, Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """One data value of an input (flat name).

    `item`: key of the dataset or collection; None where there is no record of one. `path`: of the element of that
    collection that was named. `mapped`: the input was mapped over it. `src`, `request`: as the request has it, for data
    that was no item when it was asked for (`url`, `ldda`, `collection`). `members`: of a new list, keys in its order.
    """

    input: str
    src: str
    item: str | None = None
    path: tuple[str, ...] = ()
    mapped: bool = False
    request: Mapping[str, Any] | None = None
    members: tuple[str, ...] = ()


def captured_feeds(row: ExecutionRow, payload: Mapping[str, Any]) -> tuple[Feed, ...]:
    """Return the feeds of a captured request, in its order; the edges of its execution know its elements."""
    instance = Ref.of_key(row.key).instance
    elements: dict[str, list[InputRow]] = defaultdict(list)
    for taken in reversed(row.taken):
        if taken.src == "dce":
            elements[taken.input or ""].append(taken)
    return tuple(_feed(one, instance, elements) for one in references(payload))


def as_lists(row: ExecutionRow, payload: Mapping[str, Any]) -> tuple[Feed, ...]:
    """Return the feeds of a request whose batches over datasets are lists; none when datasets were crossed."""
    instance = Ref.of_key(row.key).instance
    batched: dict[str, list[str]] = defaultdict(list)
    crossed = set()
    for one in references(payload):
        if one.batch and one.src == "hda" and one.id is not None:
            batched[one.input].append(Ref(one.src, one.id, instance).key)
            crossed |= {one.input} if one.batch == "crossed" else set()
    if not batched or (crossed and len(batched) > 1):
        return ()
    lists = {name: Feed(input=name, src="list", mapped=True, members=tuple(keys)) for name, keys in batched.items()}
    feeds = (lists.get(feed.input, feed) for feed in captured_feeds(row, payload))
    return tuple(dict.fromkeys(feeds))


def as_read(feeds: Sequence[Feed], read: Sequence[ReadRow]) -> tuple[Feed, ...]:
    """Return feeds with what the job read, where it read one other thing than the one that the request names."""
    return tuple(_replaced(feed, feeds, read) for feed in feeds)


def fetched(feeds: Sequence[Feed], read: Sequence[ReadRow]) -> dict[str, Feed]:
    """Return the datasets that data of a request (a URL) became when the job ran, where it is plain which."""
    found = {}
    for feed in feeds:
        rows = _only(feed, feeds, read)
        if feed.item is None and feed.request is not None and rows:
            found[rows[0].item] = feed
    return found


def _replaced(feed: Feed, feeds: Sequence[Feed], read: Sequence[ReadRow]) -> Feed:
    rows = _only(feed, feeds, read)
    if not rows or feed.src not in ITEMS or feed.item in {rows[0].item, *rows[0].converted_from}:
        return feed
    return replace(feed, src=Ref.of_key(rows[0].item).src, item=rows[0].item)


def _only(feed: Feed, feeds: Sequence[Feed], read: Sequence[ReadRow]) -> list[ReadRow]:
    """Return what was read by an input that took one thing and read one thing; else nothing."""
    if sum(other.input == feed.input for other in feeds) > 1:
        return []
    rows = [row for row in read if row.input == feed.input]
    return rows if len(rows) == 1 else []


def crossed_inputs(payload: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the inputs that were batched, when they ran each with each and not in part in pairs."""
    batched = [one for one in references(payload) if one.batch]
    names = tuple(dict.fromkeys(one.input for one in batched))
    return names if len(names) > 1 and all(one.batch == "crossed" for one in batched) else ()


def recorded_feeds(row: ExecutionRow, jobs: JobsRow | None) -> tuple[Feed, ...]:
    """Return the feeds that the records show: collections that were mapped over, else what the jobs read.

    Elements of a mapped collection are not told apart from it, and the members of a collection that a job took as a
    whole are not told besides it: the parameters of the job say what it took.
    """
    premap = {one.input for one in row.taken if one.via == "premap"}
    named = _named_by_parameters(row, jobs)
    found: dict[tuple[str, str], Feed] = {}
    for one in row.taken:
        if one.via == "premap" or one.input not in premap:
            feed = _recorded(one)
            kept = found.setdefault((feed.input, one.item), feed)
            if kept.path and not feed.path:
                found[feed.input, one.item] = feed
    return tuple(sorted(_as_named(found.values(), named), key=lambda feed: _place(feed, named)))


def _feed(one: Reference, instance: str, elements: Mapping[str, list[InputRow]]) -> Feed:
    mapped = one.batch is not None
    if one.src in ITEMS and one.id is not None:
        return Feed(input=one.input, src=one.src, item=Ref(one.src, one.id, instance).key, mapped=mapped)
    if one.src == "dce" and elements.get(one.input):
        taken = elements[one.input].pop()
        return Feed(input=one.input, src="dce", item=taken.item, path=tuple(taken.path or ()), mapped=mapped)
    return Feed(input=one.input, src=one.src, mapped=mapped, request=one.request)


def _recorded(one: InputRow) -> Feed:
    return Feed(
        input=one.input or "",
        src=one.src or Ref.of_key(one.item).src,
        item=one.item,
        path=tuple(one.path or ()),
        mapped=bool(one.mapped),
    )


def _named_by_parameters(row: ExecutionRow, jobs: JobsRow | None) -> dict[tuple[str, str], int]:
    """Return the place of each (input, item) that the first job's parameters name."""
    parameters = load(jobs.representative.parameters) if jobs else None
    if not isinstance(parameters, Mapping):
        return {}
    instance = Ref.of_key(row.key).instance
    found = references(decode_job_parameters(parameters))
    named = [
        (one.input, Ref(one.src, one.id, instance).key) for one in found if one.src in ITEMS and one.id is not None
    ]
    return {name: place for place, name in reversed(list(enumerate(named)))}


def _as_named(feeds: Iterable[Feed], named: Mapping[tuple[str, str], int]) -> Sequence[Feed]:
    """Leave out what an input was not given by name, where all that it was given is there."""
    feeds = list(feeds)
    there = {(feed.input, feed.item) for feed in feeds}
    sure = {given for given, _ in named} - {given for given, item in named if (given, item) not in there}
    return [feed for feed in feeds if feed.input not in sure or (feed.input, feed.item) in named]


def _place(feed: Feed, named: Mapping[tuple[str, str], int]) -> tuple[str, int, str]:
    return feed.input, named.get((feed.input, feed.item or ""), len(named)), feed.item or ""
