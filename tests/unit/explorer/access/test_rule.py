"""The rule of access over rows."""

from __future__ import annotations

import pytest

from explorer import ADMIN, ANONYMOUS, Caller
from explorer.access.restricted import Restricted
from explorer.access.rule import Place, readable_among
from explorer.refs import Ref


def place(*relations: str, is_open: bool = False, roles: list[int] | None = None, own: bool = False) -> Place:
    return Place("main/history/1", is_open, relations, [["main/hda/1", roles]], own)  # type: ignore[list-item]


@pytest.mark.parametrize(
    ("where", "caller", "is_readable"),
    [
        (place(), Caller(1), False),
        (place("OWNS"), Caller(1), True),
        (place("MAY_READ"), Caller(1), True),
        (place(is_open=True), ANONYMOUS, True),
        (place("OWNS", roles=[3, 4]), Caller(1, roles=frozenset({3})), False),
        (place("OWNS", roles=[3, 4]), Caller(1, roles=frozenset({3, 4, 5})), True),
        (place(is_open=True, roles=[3]), ANONYMOUS, False),
        (place("MAY_READ", own=True), Caller(1), False),
        (place("OWNS", own=True), Caller(1), True),
        (place(is_open=True, own=True), ANONYMOUS, False),
        (place(roles=[3], own=True), ADMIN, True),
    ],
    ids=str,
)
def test_one_place(where: Place, caller: Caller, is_readable: bool) -> None:  # noqa: FBT001 - a case of the table
    assert (readable_among([where], caller) == {"main/hda/1"}) is is_readable


def test_one_place_of_several_is_enough() -> None:
    assert readable_among([place(), place("OWNS")], Caller(1)) == {"main/hda/1"}


def test_stubs_differ_from_each_other_and_from_everything_real() -> None:
    one, other = Restricted("hda"), Restricted("hda")
    assert one != other
    assert one != Ref("hda", one.id)
    assert len(one.shown) == 32
    assert one.id > 2**127
    assert str(one) == "hda:restricted"
