"""Which execution of one side stands for which of the other. Pure.

Both sides are walked backwards in step: what plays the same part for two nodes that stand for each other, stands for
each other too. A step that one side has more pushes the others out of step; such are paired by their tool, in order.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Iterator, Sequence

from explorer.compare.origins import Origins
from explorer.lineage.model import LineageNode
from explorer.refs import Ref

Pair = tuple[Ref, Ref]


def tool_of(node: LineageNode) -> str:
    """Return the tool of an execution, whatever its version: a shed's id ends with it."""
    name, version = node.tool_id or "", node.tool_version or ""
    return name.removesuffix(f"/{version}") if version else name


class Pairing:
    """Pairs of nodes, left to right. `alone`: nodes that both sides share, which stand for themselves."""

    def __init__(self, origins: Origins, shared: Collection[Ref]) -> None:
        self._origins = origins
        self._shared = shared
        self._taken: set[Ref] = set()
        self._other_tools: list[Pair] = []
        self.right_of: dict[Ref, Ref] = {}

    def pair(self, begin: Sequence[Pair], left: Sequence[Ref], right: Sequence[Ref]) -> None:
        """Pair what can be: from `begin` on, then by tool, and last what stands at one place with another tool."""
        for first, second in begin:
            self._walk(first, second, any_tool=True)
        self._pair_by_tool(left, right)
        for first, second in list(self._other_tools):
            self._walk(first, second, any_tool=True)

    def is_paired(self, ref: Ref) -> bool:
        """Tell whether something stands for this node."""
        return ref in self.right_of or ref in self._taken

    def _walk(self, left: Ref, right: Ref, *, any_tool: bool = False) -> None:
        waiting = deque([(left, right)])
        while waiting:
            first, second = waiting.popleft()
            if not self._may_pair(first, second):
                continue
            if not any_tool and self._tool(first) != self._tool(second):
                self._other_tools.append((first, second))
                continue
            any_tool = False
            self.right_of[first] = second
            self._taken.add(second)
            waiting.extend(self._before(first, second))

    def _may_pair(self, left: Ref, right: Ref) -> bool:
        return left.is_item == right.is_item and self._is_free(left) and self._is_free(right)

    def _is_free(self, ref: Ref) -> bool:
        return not self.is_paired(ref) and ref not in self._shared

    def _before(self, left: Ref, right: Ref) -> Iterator[Pair]:
        """Yield what plays the same part for both; what is the same node needs no pair."""
        first, second = self._origins.into.get(left, {}), self._origins.into.get(right, {})
        for role, sources in first.items():
            others = [ref for ref in second.get(role, ()) if ref not in sources]
            yield from zip([ref for ref in sources if ref not in second.get(role, ())], others, strict=False)

    def _pair_by_tool(self, left: Sequence[Ref], right: Sequence[Ref]) -> None:
        waiting: dict[str, deque[Ref]] = defaultdict(deque)
        for ref in right:
            if not ref.is_item and self._is_free(ref):
                waiting[self._tool(ref)].append(ref)
        for first in left:
            if not first.is_item and self._is_free(first):
                second = next(filter(self._is_free, waiting[self._tool(first)]), None)
                if second is not None:
                    self._walk(first, second)

    def _tool(self, ref: Ref) -> str:
        return "" if ref.is_item else tool_of(self._origins.nodes[ref])
