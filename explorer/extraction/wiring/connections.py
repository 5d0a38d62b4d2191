"""What feeds each input of each piece of work: an output of another one, or an input of the workflow. Pure."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from explorer.extraction.records.originals import Look, original
from explorer.extraction.records.rows import ItemRow
from explorer.extraction.selection.choosing import Chosen
from explorer.extraction.selection.feeds import Feed
from explorer.extraction.selection.work import Place, Work


@dataclass(frozen=True, slots=True)
class Port:
    """An output of a piece of work."""

    work: Place
    output: str


@dataclass(frozen=True, slots=True)
class Intake:
    """An input that the workflow needs, told apart by what it stands for.

    `kind`: `item`: a dataset or collection; `element`: a collection inside a collection, at `path`; `list`: datasets
    that a batch ran over; `request`: data that was named by a request (a URL, a library dataset); `parameter`: what a
    condition asks for; `unknown`: data that the caller may not read, or of which there is no record. `key`: of the
    original item, the keys of those of a list, or the text of the request.
    """

    kind: Literal["item", "element", "list", "request", "parameter", "unknown"]
    key: str
    path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wire:
    """A connection to an input of a piece of work. `feed`: the data that came this way in the run.

    `made_by`: the output that the data is an element of, so that it cannot be connected. `collection_type`: of the
    data, when it is a collection.
    """

    work: Place
    feed: Feed
    source: Port | Intake
    made_by: Port | None = None
    collection_type: str | None = None


class Wiring:
    """Finds the source of each feed."""

    def __init__(self, chosen: Chosen, look: Look) -> None:
        """Register what each piece of work made; the first in order keeps an item that several made."""
        self._look = look
        self._ends = chosen.ends
        self._executions = chosen.executions
        self._made: dict[str, Port] = {}
        self._lists: dict[tuple[str, ...], Port] = {}
        self._members: dict[str, Port] = {}
        self._fetched: dict[str, Intake] = {}
        for work in chosen.works:
            for made in work.outputs:
                self._made.setdefault(made.item, Port(work.place, made.output or ""))
            self._fetched |= {item: _requested(work, feed) for item, feed in work.fetched.items()}
            for output, items in work.rows.items():
                self._lists.setdefault(items, Port(work.place, output))
                self._members |= {item: Port(work.place, output) for item in items if item not in self._members}

    def wires(self, works: Iterable[Work]) -> list[Wire]:
        """Return the connections of all inputs, in the order of the work and of its data."""
        return [self._wire(work, feed) for work in works for feed in self._gathered(work.feeds)]

    def source_of(self, item: str) -> Port | None:
        """Return the output that an item is, or is a copy of."""
        return self._made.get(self.original(item))

    def holder_of(self, item: str) -> Port | None:
        """Return the output that a dataset is an element of."""
        return self._maker_of_element(self.original(item))

    def original(self, item: str) -> str:
        """Return the item that an item stands for."""
        return original(item, self._look, self._executions)

    def _gathered(self, feeds: Sequence[Feed]) -> list[Feed]:
        """Return feeds where an input for many that took all that a mapped step made, in its order, takes its list."""
        by_input: dict[str, list[Feed]] = defaultdict(list)
        for feed in feeds:
            by_input[feed.input].append(feed)
        whole = {name: taken for name, fed in by_input.items() if (taken := self._whole(name, fed))}
        return [*(feed for feed in feeds if feed.input not in whole), *whole.values()]

    def _whole(self, name: str, fed: Sequence[Feed]) -> Feed | None:
        """Return the list that an input took element by element; None unless a step makes just that."""
        items = tuple(feed.item for feed in fed if feed.item and not feed.mapped and feed.item not in self._ends)
        if len(items) < len(fed) or tuple(map(self.original, items)) not in self._lists:
            return None
        return Feed(input=name, src="list", members=items)

    def _wire(self, work: Work, feed: Feed) -> Wire:
        if feed.members:
            return self._list(work, feed)
        if feed.item is None:
            return Wire(work.place, feed, _requested(work, feed))
        row = self._look(feed.item)
        if row is None:
            return Wire(work.place, feed, Intake("unknown", f"{work.execution.key} {feed.input} {feed.item}"))
        end = self.original(feed.item)
        if feed.src == "dce" and row.collection_type is not None:
            return Wire(work.place, feed, Intake("element", end, feed.path), self._made.get(end))
        return self._item(work, feed, row, end)

    def _item(self, work: Work, feed: Feed, row: ItemRow, end: str) -> Wire:
        """Connect an item: to the step that made it, unless the caller wants it as an input."""
        if feed.item not in self._ends and (port := self._made.get(end)) and port.work != work.place:
            return Wire(work.place, feed, port, collection_type=row.collection_type)
        if feed.item not in self._ends and end in self._fetched:
            return Wire(work.place, feed, self._fetched[end])
        return Wire(work.place, feed, Intake("item", end), self._maker_of_element(end))

    def _list(self, work: Work, feed: Feed) -> Wire:
        """Connect a new list: to the step that makes just these in this order, else it is an input."""
        members = tuple(self.original(item) for item in feed.members)
        if port := self._lists.get(members):
            return Wire(work.place, feed, port, collection_type="list")
        makers = (self._made.get(item) or self._members.get(item) for item in members)
        return Wire(work.place, feed, Intake("list", " ".join(members)), next(filter(None, makers), None))

    def _maker_of_element(self, item: str) -> Port | None:
        """Return the output that a dataset is an element of, when a step makes it."""
        row = self._look(item)
        if row is None or item in self._ends:
            return None
        if item in self._members:
            return self._members[item]
        holders = sorted(holder for holder, _ in row.holders)
        return next((self._made[holder] for holder in holders if holder in self._made), None)


def _requested(work: Work, feed: Feed) -> Intake:
    if feed.request is None or feed.src == "dce":
        return Intake("unknown", f"{work.execution.key} {feed.input}")
    return Intake("request", canonical(feed.request))


def canonical(request: Mapping[str, Any]) -> str:
    """Return the text of a request: equal requests have equal texts."""
    return json.dumps(request, sort_keys=True, ensure_ascii=False)
