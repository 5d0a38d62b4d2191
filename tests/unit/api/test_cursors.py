"""Cursors: read back by the same question of the same caller, by nobody else, for an hour."""

from __future__ import annotations

import time

import pytest
from cryptography import fernet
from hypothesis import given
from hypothesis import strategies as st

from api.cursors import LIFETIME, Cursors, age_group
from api.errors import MalformedRequest

SECRET, QUESTION = "of this server", "lineage hda/42 user 7"
values = st.dictionaries(st.text(), st.one_of(st.integers(), st.lists(st.text())))


@given(values, st.text())
def test_a_cursor_is_read_back(payload, question):
    made = Cursors(SECRET).sign(payload, question)
    assert Cursors(SECRET).read(made, question) == payload


@pytest.mark.parametrize(("secret", "question"), [("another", QUESTION), (SECRET, "lineage hda/42 user 8")])
def test_another_server_or_question_cannot_read_it(secret, question):
    made = Cursors(SECRET).sign({"after": 1}, QUESTION)
    with pytest.raises(MalformedRequest, match="ask again without it"):
        Cursors(secret).read(made, question)


@given(st.text())
def test_what_is_no_cursor(text):
    with pytest.raises(MalformedRequest):
        Cursors(SECRET).read(text, QUESTION)


@pytest.mark.parametrize("place", range(0, 120, 7))
def test_what_was_changed_is_no_cursor(place):
    made = Cursors(SECRET).sign({"frontier": ["main/hda/1", "main/hda/2"]}, QUESTION)
    place %= len(made) - 1  # the last letter has bits that say nothing
    changed = made[:place] + ("A" if made[place] != "A" else "B") + made[place + 1 :]
    with pytest.raises(MalformedRequest):
        Cursors(SECRET).read(changed, QUESTION)


def test_it_can_be_used_for_an_hour(monkeypatch):
    made, now = Cursors(SECRET).sign({}, QUESTION), time.time()
    monkeypatch.setattr(fernet.time, "time", lambda: now + LIFETIME - 1)
    assert Cursors(SECRET).read(made, QUESTION) == {}
    monkeypatch.setattr(fernet.time, "time", lambda: now + LIFETIME + 2)
    with pytest.raises(MalformedRequest):
        Cursors(SECRET).read(made, QUESTION)


def test_a_kept_answer_is_made_anew_before_its_cursor_ends():
    groups = [age_group(second) for second in range(0, 3 * LIFETIME, 60)]
    assert max(groups.count(group) for group in groups) * 60 <= LIFETIME / 2


def test_it_tells_nothing_of_what_it_holds():
    made = [Cursors(SECRET).sign({"frontier": [f"main/hda/{n}"]}, QUESTION) for n in (1, 1, 2)]
    assert len(set(made)) == 3
    assert len({len(text) for text in made}) == 1
