"""What may be asked, and which window it means."""

from __future__ import annotations

import pytest

from explorer import BadRequest, Ref
from explorer.graph.profiles import PROFILES, profile_named
from explorer.history.questions import Question, window

HISTORY = Ref("history", 1)


@pytest.mark.parametrize(
    ("limit", "hids"),
    [(1, [50]), (4, [48, 49, 50, 51]), (5, [48, 49, 50, 51, 52])],
)
def test_windows_even_and_odd(limit: int, hids: list[int]) -> None:
    above, below = window(50, limit)
    assert [hid for hid in range(100) if above < hid < below] == hids


def test_galaxy_clamps_the_limit() -> None:
    assert Question(history=HISTORY, limit=2000).considered == 1000


@pytest.mark.parametrize(
    "wrong", [{"limit": 0}, {"depth": 0}, {"direction": "up"}, {"seed_scope": Ref("tool_request", 1)}], ids=str
)
def test_wrong_questions(wrong: dict[str, object]) -> None:
    with pytest.raises(BadRequest):
        Question(history=HISTORY, **wrong)  # type: ignore[arg-type]


def test_profiles_by_name() -> None:
    assert {profile_named(name).name for name in PROFILES} == {"galaxy-26.1", "tes", "full"}
    with pytest.raises(BadRequest, match=r"use galaxy-26\.1 or tes or full"):
        profile_named("other")
