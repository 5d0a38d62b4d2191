"""The loop of `--follow`: what is waited for, what ends it, and when it reconciles."""

from __future__ import annotations

from threading import Event

import pytest

from cypher import GraphRefused, GraphUnavailable, Overtaken
from loaders.errors import NotGalaxy, SourceRefused, SourceUnavailable
from loaders.follow import LONGEST_WAIT, RECONCILE_EVERY, Follower, Passed, Stopped, Trouble, stopping
from loaders.notifications import Notifications
from loaders.sync import Mode, Progress, Report

DONE = "done"


def follow(*passes, until, **options):
    """Follow with passes that succeed (`DONE`) or raise, and return what was told, up to the event number `until`."""
    script, told, stop, modes = iter(passes), [], Event(), []

    def run(mode):
        modes.append(mode)
        if (outcome := next(script)) is DONE:
            return Report()
        raise outcome

    def tell(event):
        told.append(event)
        if len(told) == until:
            stop.set()

    with Notifications("sqlite:///anything") as notifications:
        Follower(run, notifications, stop, tell, every=0.01, **options).follow()
    return told, modes


def test_it_goes_on_until_stopped():
    told, modes = follow(DONE, DONE, DONE, until=3)
    assert [type(event) for event in told] == [Passed] * 3
    assert modes == [Mode.INCREMENTAL] * 3


@pytest.mark.parametrize("error", [SourceRefused, NotGalaxy, GraphRefused, KeyError])
def test_what_is_wrong_from_the_start_ends_it(error):
    with pytest.raises(error):
        follow(error("no"), until=1)


@pytest.mark.parametrize("error", [SourceUnavailable, GraphUnavailable])
def test_a_server_that_is_away_is_waited_for(error):
    told, _ = follow(error("away"), until=1)
    assert isinstance(told[0], Trouble)
    assert isinstance(told[0].error, error)
    assert 1 <= told[0].seconds <= 2


@pytest.mark.parametrize("error", [SourceRefused, NotGalaxy, GraphRefused])
def test_what_was_right_once_is_waited_for(error):
    """A password that is being changed, a database that is being restored."""
    told, _ = follow(DONE, error("no"), until=2)
    assert [type(event) for event in told] == [Passed, Trouble]


def test_a_fault_of_ours_is_never_waited_for():
    with pytest.raises(KeyError):
        follow(DONE, KeyError("fault"), until=2)


def test_another_sync_that_has_begun_is_given_time():
    told, _ = follow(DONE, Overtaken(), until=2)
    assert told[1].seconds == LONGEST_WAIT


def test_a_pass_that_is_tried_again_is_told_when_it_succeeds():
    told, _ = follow(SourceUnavailable("away"), DONE, until=2)
    assert [type(event) for event in told] == [Trouble, Passed]


def test_it_reconciles_when_that_is_due():
    _, modes = follow(DONE, DONE, until=2, reconciled_ago=RECONCILE_EVERY + 1)
    assert modes == [Mode.RECONCILE, Mode.INCREMENTAL]


def test_in_a_thread_the_next_progress_ends_a_sync():
    stop, heard = Event(), []
    listen = stopping(heard.append, stop)
    listen(Progress("users", 1, 2))
    stop.set()
    with pytest.raises(Stopped):
        listen(Progress("users", 2, 2))
    assert heard == [Progress("users", 1, 2)]


def test_a_pass_that_was_cut_by_stopping_is_no_trouble():
    stop, told = Event(), []

    def run(_mode):
        stop.set()
        raise GraphUnavailable

    with Notifications("sqlite:///anything") as notifications:
        Follower(run, notifications, stop, told.append, every=0.01).follow()
    assert told == []
