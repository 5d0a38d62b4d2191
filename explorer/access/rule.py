"""The rule of access, over what was read about histories and items. Pure; its only home.

A history is readable as in Galaxy: by its owner, by those it is shared with, and by everybody when it is importable or
published. An item is readable when its history is and the caller holds all roles of its dataset's `access` permissions.
An execution or job is readable when an item that it produced (when there is none: read) is, or when it ran in a history
of the caller's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from explorer.access.callers import Caller


class Place(NamedTuple):
    """A history with records that stand in it, or that are told by an item in it.

    `open`: importable or published. `relations`: what the caller has to it, `OWNS` or `MAY_READ`. `records`: lists of
    [key, roles], roles those that are all needed, or null. `own`: only the owner may read these records here.
    """

    history: str
    open: bool
    relations: Sequence[str]
    records: Sequence[tuple[str, Sequence[int] | None]]
    own: bool = False


def readable_among(places: Iterable[Place], caller: Caller) -> set[str]:
    """Return the keys of the records that a caller may read because of one of these places."""
    return {
        key
        for place in places
        if _may_enter(place, caller)
        for key, roles in place.records
        if holds(caller, roles or ())
    }


def holds(caller: Caller, roles: Iterable[int]) -> bool:
    """Tell whether a caller holds all of these roles."""
    return caller.is_admin or caller.roles.issuperset(roles)


def _may_enter(place: Place, caller: Caller) -> bool:
    if caller.is_admin:
        return True
    if place.own:
        return "OWNS" in place.relations
    return place.open or bool(place.relations)
