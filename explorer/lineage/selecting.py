"""From a selection to the nodes that it means."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import reduce
from typing import Final

from explorer.access import Access
from explorer.errors import BadReference, NotFound
from explorer.lineage.among import read_among
from explorer.lineage.everywhere import in_state, of_tools
from explorer.lineage.granularities import by_kind, is_data, kind_of, step
from explorer.lineage.model import Lineage, Way
from explorer.lineage.questions import Question
from explorer.lineage.seeds import seeds
from explorer.lineage.selection import ALL, BadSelection, Term, parse
from explorer.lineage.walk import walk
from explorer.references import Decode, parse_ref
from explorer.refs import Ref


class Selector:
    """Finds what a selection means, at execution granularity, as far as the caller may read."""

    def __init__(self, access: Access, instance: str, question: Question, decode: Decode | None = None) -> None:
        """Ask with the caller's access; `decode` reads encoded ids."""
        self._access = access
        self._instance = instance
        self._question = question
        self._decode = decode
        self._is_late = False

    def select(self, text: str) -> Lineage:
        """Return the nodes that a selection means and the edges between them.

        Raises:
            BadSelection: it cannot be read; says where.
            NotFound, Forbidden: a node or history that it names is not there, or not the caller's to read.
        """
        keys: set[str] = set().union(*(self._all_of(chain, text) for chain in parse(text)))
        ordered = sorted(keys, key=_rank)
        return read_among(self._access, dict.fromkeys(ordered), self._question, is_late=self._is_late)

    def _all_of(self, chain: list[Term], text: str) -> set[str]:
        """Return what all terms select; those that can narrow a set of others do not look everywhere."""
        anchored = [self._around(term, text) for term in chain if not term.is_filter]
        filters = [term for term in chain if term.is_filter]
        if not anchored:
            anchored, filters = [self._everywhere(filters[0])], filters[1:]
        return reduce(self._narrowed, filters, set.intersection(*anchored))

    def _around(self, term: Term, text: str) -> set[str]:
        begin = self._named(term, text)
        hops: tuple[tuple[Way, int | None], ...] = ("upstream", term.upstream), ("downstream", term.downstream)
        return begin.union(*(self._walked(begin, way, depth) for way, depth in hops if depth is not None))

    def _named(self, term: Term, text: str) -> set[str]:
        if term.is_filter or term.kind in {"tool", "state"}:
            return self._everywhere(term)
        ref = self._ref(term, text)
        if term.kind == "node":
            return set(seeds(self._access, ref, "execution"))
        if self._access.is_unlimited and not self._access.graph.existing("History", [ref.key]):
            raise NotFound(f"{ref} is not in the graph.", ref)
        self._access.require(ref)
        rows = self._access.graph.read("lineage/of_history", key=ref.key)
        return self._access.readable(key for row in rows for key in row["keys"])

    def _ref(self, term: Term, text: str) -> Ref:
        named = f"history:{term.value}" if term.kind == "history" else term.value
        try:
            return parse_ref(named, self._instance, self._decode)
        except BadReference as error:
            raise BadSelection(str(error).removesuffix("."), text, term.position) from error

    def _walked(self, begin: Iterable[str], way: Way, depth: int) -> set[str]:
        found = walk(
            begin,
            lambda keys: step(self._access.graph, "execution", way, keys),
            depth=None if depth == ALL else depth,
            is_over=lambda: self._question.is_over,
        )
        self._is_late = self._is_late or found.is_late
        return set(found.places)

    def _everywhere(self, term: Term) -> set[str]:
        """Look wherever the caller may read."""
        if term.kind == "state":
            return in_state(self._access, term.value)
        return of_tools(self._access, matching(term.value))

    def _narrowed(self, keys: set[str], term: Term) -> set[str]:
        datasets, collections, executions = by_kind(self._access.readable(keys))
        rows = self._access.graph.read(
            "lineage/traits", datasets=datasets, collections=collections, executions=executions
        )
        traits = [trait for row in rows for trait in row["traits"]]
        if term.kind == "state":
            return {key for key, _, states in traits if term.value in states}
        fits = matching(term.value)
        return {key for key, tool, _ in traits if tool is not None and fits(tool)}


_SEGMENT: Final = "[^/]*"


def matching(glob: str) -> Callable[[str], bool]:
    """Return what tells whether a tool's id fits: whole, or its name in the tool shed (`…/repository/name/version`).

    `*` is any text, `?` one character; neither goes over a `/` unless there is one in `glob`. Capitals do not matter.
    """
    anything = ".*" if "/" in glob else _SEGMENT
    pattern = "".join(anything if c == "*" else "[^/]" if c == "?" else re.escape(c) for c in glob)
    compiled = re.compile(f"(?:.*/)?{pattern}(?:/[^/]*)?", re.IGNORECASE | re.DOTALL)
    return lambda tool: compiled.fullmatch(tool) is not None


def _rank(key: str) -> tuple[bool, str, int]:
    return is_data(key), kind_of(key), int(key.rsplit("/", 1)[1])
