"""Users and the roles that they hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from loaders.batch import Batch
from loaders.record import Record
from loaders.source import Source
from loaders.streams.base import Stream
from loaders.values import BadValue, as_integer


class Users(Stream):
    """galaxy_user → User."""

    name = "users"
    table = "galaxy_user"
    columns = ("username", "deleted")
    kinds = (("User", "user"),)

    def load(self, records: Sequence[Record]) -> Batch:
        """(:User)."""
        roles, batch = read_roles(self.source, (record.id for record in records)), Batch()
        for user in records:
            batch.begin(user.id)
            batch.node(
                self.keys.user(user.id),
                username=user.text("username"),
                deleted=user.boolean("deleted"),
                roles=_whole(user, roles.get(user.id)),
            )
        return batch


def read_roles(source: Source, users: Iterable[int]) -> dict[int, set[int]]:
    """Return the ids of the roles that each user holds, directly or by a group (galaxy/records.md 7)."""
    users = list(users)
    roles: dict[int, set[int]] = defaultdict(set)
    for row in source.lookup("user_role_association", ("role_id",), "user_id", users):
        roles[row["user_id"]].add(row["role_id"])
    members = list(source.lookup("user_group_association", ("group_id",), "user_id", users))
    by_group: dict[int, set[int]] = defaultdict(set)
    for row in source.lookup("group_role_association", ("role_id",), "group_id", (m["group_id"] for m in members)):
        by_group[row["group_id"]].add(row["role_id"])
    for member in members:
        roles[member["user_id"]] |= by_group[member["group_id"]]
    return {user: held - {None} for user, held in roles.items()}


def _whole(user: Record, roles: Iterable[object] | None) -> list[int] | None:
    """Return the roles that are ids, sorted; SQLite may hold anything else, which gives no right to anything."""
    if roles is None:
        return None
    found = []
    for role in roles:
        try:
            found.append(as_integer(role))
        except BadValue as problem:
            user.note(f"role_id: {problem}")
    return sorted(role for role in found if role is not None)
