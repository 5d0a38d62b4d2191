"""Callers: a user of one Galaxy, an administrator, or nobody in particular."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b

from cypher import Graph


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks a question.

    Attributes:
        user_id: id of the user in Galaxy's database; None for an anonymous caller.
        is_admin: may read everything.
        roles: ids of the roles that the user holds, directly or by a group.
        instance: the Galaxy that knows this user: at another one the caller is anonymous, for ids are those of one
            server. None: whichever is asked.
    """

    user_id: int | None = None
    is_admin: bool = False
    roles: frozenset[int] = frozenset()
    instance: str | None = None

    def at(self, instance: str) -> Caller:
        """Return who this caller is at a Galaxy."""
        return self if self.instance in {None, instance} else ANONYMOUS

    @property
    def fingerprint(self) -> str:
        """A short text that is the same for callers who see the same; for ETags and cursors, it names nobody."""
        seen = "admin" if self.is_admin else f"{self.user_id} {sorted(self.roles)}"
        return blake2b(f"{self.instance} {seen}".encode(), digest_size=12).hexdigest()


ADMIN = Caller(is_admin=True)
"""Reads everything, at every Galaxy: whoever is at this machine."""

ANONYMOUS = Caller()
"""Reads what is published or importable and needs no role."""


def read_caller(graph: Graph, instance: str, user_id: int, *, is_admin: bool = False) -> Caller:
    """Return a user of a Galaxy with the roles that the graph knows; one that it does not know yet has none."""
    rows = graph.read("access/roles", user=f"{instance}/user/{user_id}")
    roles = frozenset(role for row in rows for role in row["roles"])
    return Caller(user_id, is_admin, roles, instance)


def read_user_name(graph: Graph, caller: Caller) -> str | None:
    """Return the public name of a caller; None for nobody in particular, and for whom the graph does not know yet."""
    if caller.user_id is None:
        return None
    rows = graph.read("executions/places", users=[f"{caller.instance}/user/{caller.user_id}"], histories=[])
    return next((row["name"] for row in rows), None)
