"""Kept answers: bounded, the last asked ones stay."""

from __future__ import annotations

from api.kept import Answer, Kept


def answer(size):
    return Answer(b"x" * size, [])


def test_what_was_kept_is_found_under_its_tag_only():
    kept = Kept()
    kept.keep("one", answer(3))
    assert kept.get("one") == answer(3)
    assert kept.get("two") is None


def test_the_room_is_bounded_and_the_last_asked_stay():
    kept = Kept(room=100)
    for tag in ("one", "two"):
        kept.keep(tag, answer(40))
    kept.get("one")
    kept.keep("three", answer(40))
    assert [tag for tag in ("one", "two", "three") if kept.get(tag)] == ["one", "three"]


def test_what_is_larger_than_the_room_is_not_kept_and_drives_nothing_out():
    kept = Kept(room=100)
    kept.keep("one", answer(40))
    kept.keep("huge", answer(101))
    assert (kept.get("one"), kept.get("huge")) == (answer(40), None)
