"""The questions about lineage, as methods of the facade."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from explorer.access import Access
from explorer.lineage.impact import last_of_page, read_impact, stream_impact
from explorer.lineage.lineage import read_lineage
from explorer.lineage.model import Direction, Granularity, Impact, Lineage, LineageNode, Reached
from explorer.lineage.paths import read_paths
from explorer.lineage.questions import Question
from explorer.lineage.selecting import Selector
from explorer.lineage.shown import Shown
from explorer.references import Decode, parse_ref
from explorer.refs import Ref

Cursor = Mapping[str, Any] | None


class AsksLineage:
    """The part of the `Explorer` that follows the flow of data, across histories, copies and collections."""

    _access: Access
    _instance: str

    def lineage(  # noqa: PLR0913, PLR0917 - the parameters of the route
        self,
        ref: Ref | str,
        direction: Direction = "upstream",
        depth: int | None = None,
        granularity: Granularity = "execution",
        limit: int = 500,
        cursor: Cursor = None,
        deadline: float | None = None,
    ) -> Lineage:
        """Return what something comes from, what depends on it, or both.

        Args:
            ref: a dataset, a collection, an execution or a job.
            direction: which way; `both` is the union of the two.
            depth: hops between data items, executions are free; None: as far as there is anything.
            granularity: `execution`: by declared requests; `element`: by what each job read and wrote.
            limit: nodes of one page.
            cursor: `truncated.next` of the page before.
            deadline: `time.monotonic()` at which a partial answer is better than none.

        Raises:
            NotFound: it is not in the graph.
            Forbidden: the caller may not read it.
            BadRequest: it has no lineage, or a bound or the cursor makes no sense.
        """
        question = Question(
            direction=direction,
            depth=depth,
            granularity=granularity,
            limit=limit,
            shown=Shown.read(cursor),
            deadline=deadline,
        )
        return read_lineage(self._access, self._node(ref), question)

    def paths(  # noqa: PLR0913 - the parameters of the route
        self,
        source: Ref | str,
        target: Ref | str,
        *,
        granularity: Granularity = "execution",
        limit: int = 500,
        cursor: Cursor = None,
        deadline: float | None = None,
    ) -> Lineage:
        """Return what lies on any way from `source` to `target`, both included; nothing when no way leads there.

        Raises:
            NotFound, Forbidden, BadRequest: as for `lineage`, for either end.
        """
        question = Question(granularity=granularity, limit=limit, shown=Shown.read(cursor), deadline=deadline)
        return read_paths(self._access, self._node(source), self._node(target), question)

    def impact(
        self, ref: Ref | str, *, granularity: Granularity = "execution", limit: int = 500, cursor: Cursor = None
    ) -> Impact:
        """Return how much depends on something, and one page of the items among it.

        Raises:
            NotFound, Forbidden, BadRequest: as for `lineage`.
        """
        question = Question(granularity=granularity, limit=limit)
        return read_impact(self._access, self._node(ref), question, last_of_page(cursor))

    def all_impact(
        self, ref: Ref | str, *, granularity: Granularity = "execution"
    ) -> tuple[Reached, Iterator[LineageNode]]:
        """Return how much depends on something, and every item among it, read piece by piece.

        Raises:
            NotFound, Forbidden, BadRequest: as for `lineage`.
        """
        return stream_impact(self._access, self._node(ref), Question(granularity=granularity))

    def select(
        self,
        expression: str,
        *,
        decode: Decode | None = None,
        limit: int = 500,
        cursor: Cursor = None,
        deadline: float | None = None,
    ) -> Lineage:
        """Return the nodes that an expression selects, such as `2+42+1,state:error`, and the edges between them.

        Args:
            expression: as `selection` says.
            decode: reads encoded ids in it.
            limit: nodes of one page.
            cursor: `truncated.next` of the page before.
            deadline: as for `lineage`.

        Raises:
            BadSelection: it cannot be read; says where.
            NotFound, Forbidden: a node or history that it names is not there, or not the caller's to read.
        """
        question = Question(limit=limit, shown=Shown.read(cursor), deadline=deadline)
        return Selector(self._access, self._instance, question, decode).select(expression)

    def _node(self, ref: Ref | str) -> Ref:
        return ref if isinstance(ref, Ref) else parse_ref(ref, self._instance)
