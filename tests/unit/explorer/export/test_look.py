"""What the page and the pictures in files share: all that a picture uses is there."""

from __future__ import annotations

import re

import pytest

from explorer.export.look import colours, icon, icons, states, tone, worst_first
from explorer.export.palette import style
from explorer.export.rows import _size, _span
from explorer.graph.states import WORST


def test_colours_are_the_light_ones() -> None:
    assert (colours()["canvas"], colours()["gold"], colours()["error-mark"]) == ("#f4f5f8", "#ffd602", "#d9191d")


def test_a_style_sheet_needs_no_custom_property() -> None:
    assert not re.search(r"var\(|\$|--", style())


@pytest.mark.parametrize("state", [*states(), "something new"])
def test_every_state_has_a_tone_and_an_icon(state: str) -> None:
    assert f"{tone(state)}-mark" in colours()
    assert icon(state) in icons()


def test_states_stand_in_the_order_of_the_answers() -> None:
    assert [state for state in states() if state in WORST] == list(WORST)
    assert worst_first({"ok": 3, "something new": 1, "error": 1, "queued": 0}) == ["error", "something new", "ok"]


@pytest.mark.parametrize(
    ("seconds", "said"), [(0, "0 s"), (59, "59 s"), (60, "1 min"), (227, "3 min 47 s"), (90_000, "1 d 1 h")]
)
def test_times(seconds: int, said: str) -> None:
    assert _span(seconds) == said


@pytest.mark.parametrize(("size", "said"), [(0, "0 B"), (999, "999 B"), (1_500, "1.5 kB"), (2_000_000, "2.0 MB")])
def test_sizes(size: int, said: str) -> None:
    assert _size(size) == said
