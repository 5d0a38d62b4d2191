"""One page of a lineage: which nodes and edges it shows, and what lies beyond. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from explorer.lineage.model import More, Reason, Way
from explorer.lineage.questions import Question
from explorer.lineage.shown import NOTHING, Shown
from explorer.lineage.walk import Place, Walk

Known = Callable[[Way, str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Page:
    """The nodes of a page in order, with their hops (None: not counted), and those of earlier pages.

    `end`: what was shown when it is turned.
    """

    hops: Mapping[str, int | None]
    before: frozenset[str] = frozenset()
    reasons: tuple[Reason, ...] = ()
    end: Shown = NOTHING

    def __contains__(self, key: object) -> bool:
        """Tell whether a node is on this page or an earlier one."""
        return key in self.hops or key in self.before

    @property
    def goes_on(self) -> bool:
        """Whether another page shows more."""
        return bool(self.reasons)


def cut(walks: Mapping[Way, Walk], question: Question) -> Page:
    """Lay the walks over each other, hop by hop, and cut the page out; a node of both has its nearer place."""
    is_late = any(walk.is_late for walk in walks.values())
    return sliced(_in_order(walks.values()), question, is_late=is_late)


def sliced(hops: Mapping[str, int | None], question: Question, *, is_late: bool) -> Page:
    """Return the part of some nodes that is on the page that is asked for.

    Raises:
        Changed: they do not begin with what earlier pages have shown.
    """
    keys, begin = list(hops), question.shown.nodes
    end = begin + question.limit
    reason: tuple[Reason, ...] = ("limit",) if len(keys) > end else ("deadline",) if is_late else ()
    before = keys[:begin]
    if is_late and len(before) < begin:  # not as far as before: the same page is asked for again
        return Page({}, frozenset(before), reason, question.shown)
    question.shown.require(before)
    return Page({key: hops[key] for key in keys[begin:end]}, frozenset(before), reason, Shown.of(keys[:end]))


def pairs(walks: Mapping[Way, Walk], page: Page, known: Known) -> set[tuple[str, str]]:
    """Return source and target of the edges whose later end is on this page."""
    found = set()
    for way, walk in walks.items():
        for key in _shown(walk, page):
            for near in known(way, key):
                if near in page and near in walk.places and (key in page.hops or near in page.hops):
                    found.add((near, key) if way == "upstream" else (key, near))
    return found


def more(walks: Mapping[Way, Walk], page: Page, known: Known) -> dict[str, More]:
    """Return for the border nodes of this page how many neighbours are not shown yet."""
    beyond = {
        way: {key: sum(near not in page for near in known(way, key)) for key in page.hops if key in walk.places}
        for way, walk in walks.items()
    }
    counts = {key: More(**{way: found.get(key, 0) for way, found in beyond.items()}) for key in page.hops}
    return {key: count for key, count in counts.items() if count != More()}


def unread(walk: Walk, page: Page) -> list[str]:
    """Return the nodes shown so far that belong to a walk: all whose neighbours the page must know."""
    return list(_shown(walk, page))


def _shown(walk: Walk, page: Page) -> Iterator[str]:
    return (key for key in walk.places if key in page)


def _in_order(walks: Collection[Walk]) -> dict[str, int | None]:
    found: dict[str, Place] = {}
    for walk in walks:
        for key, at in walk.places.items():
            found[key] = min(at, found.get(key, at))
    ends = [walk.ended for walk in walks if walk.ended is not None]
    through = min(ends, default=None)
    ordered = sorted((at, key) for key, at in found.items())
    return {key: at.hops for at, key in ordered if through is None or at <= through}
