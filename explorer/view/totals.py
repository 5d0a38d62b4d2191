"""How many items a history has for its caller, whether the picture shows them or not."""

from __future__ import annotations

from typing import NamedTuple

from explorer.access import Access
from explorer.refs import Ref


class Totals(NamedTuple):
    """Items of a history that the caller may read; elements that only their collection shows are not counted."""

    kept: int
    deleted: int

    def of(self, *, with_deleted: bool) -> int:
        """How many there are to show."""
        return self.kept + (self.deleted if with_deleted else 0)


def read_totals(access: Access, history: Ref) -> Totals:
    """Count the items of a history that the caller may read."""
    rows = [values for row in access.graph.read("view/totals", history=history.key) for values in row["totals"]]
    admitted = access.admits((history.key, roles) for _, roles, _ in rows)
    readable = [
        (deleted, number) for deleted, roles, number in rows if (history.key, frozenset(roles or ())) in admitted
    ]
    return Totals(
        kept=sum(number for deleted, number in readable if deleted is False),
        deleted=sum(number for deleted, number in readable if deleted),
    )
