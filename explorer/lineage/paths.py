"""What lies between two nodes: everything that is downstream of the one and upstream of the other."""

from __future__ import annotations

from collections.abc import Sequence

from explorer.access import Access
from explorer.lineage.among import read_among
from explorer.lineage.model import Lineage
from explorer.lineage.questions import Question
from explorer.lineage.reader import Reader
from explorer.lineage.seeds import seeds
from explorer.lineage.walk import walk
from explorer.refs import Ref


def read_paths(access: Access, source: Ref, target: Ref, question: Question) -> Lineage:
    """Return the nodes on any way from `source` to `target`, the source first; none when no way leads there.

    Reads what `target` comes from, and looks for `source` in it: that is mostly less than what depends on the source.

    Raises:
        NotFound, Forbidden, BadRequest: as `seeds` says, for either end.
    """
    begin = seeds(access, source, question.granularity)
    end = seeds(access, target, question.granularity)
    reader = Reader(access.graph, question, end)
    back = walk(end, lambda keys: reader.neighbours("upstream", keys), is_over=lambda: question.is_over)
    near = {key: reader.known("upstream", key) for key in back.places}
    between = _between(near, begin)
    return read_among(access, between, question, is_late=back.is_late)


def _between(near: dict[str, Sequence[str]], begin: Sequence[str]) -> dict[str, int | None]:
    """Return hops from the beginning by key, over nodes whose sources are `near`."""
    ahead: dict[str, list[str]] = {}
    for key, sources in near.items():
        for source in sources:
            ahead.setdefault(source, []).append(key)
    found = walk([key for key in begin if key in near], lambda keys: {key: ahead.get(key, []) for key in keys})
    return {key: at.hops for key, at in found.places.items()}
