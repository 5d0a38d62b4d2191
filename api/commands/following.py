"""Following a Galaxy: `sync --follow` until SIGTERM or Ctrl-C, `serve --sync-from` beside a server."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Final

import typer

from api.commands.exits import line
from api.commands.passes import Teller
from api.commands.progress import showing
from api.commands.stopping import ending_on
from api.commands.terminal import say
from cypher import Graph, GraphError, open_graph
from loaders.errors import LoadersError
from loaders.follow import Follower, reconciled_ago, stopping
from loaders.notifications import Notifications
from loaders.source import open_source
from loaders.sync import Mode, Progress, Report, sync

LET_GO_WITHIN: Final = 3.0
"""Seconds that a pass beside a server may take to end; then the server ends without it."""


def follow(galaxy: str, graph: Graph, instance: str, every: float, *, is_json: bool) -> None:
    """Sync until stopped.

    Raises:
        LoadersError, GraphError: what is wrong from the start.
    """

    def run(mode: Mode) -> Report:
        with showing(passing=True) as progress:
            return sync(galaxy, graph, instance, progress, mode=mode)

    with ending_on(signal.SIGTERM, signal.SIGINT) as stop, Notifications(galaxy) as notifications:
        tell, ago = Teller(typer.echo, is_json=is_json).tell, reconciled_ago(graph, instance)
        Follower(run, notifications, stop, tell, every, reconciled_ago=ago).follow()


@contextmanager
def following_beside(galaxy: str, graph: str, instance: str, every: float) -> Iterator[None]:
    """Sync in a thread for as long as the block runs; what it changes and what fails is said on the standard error.

    Raises:
        LoadersError: Galaxy's database cannot be read.
    """
    with open_source(galaxy):
        pass
    stop = Event()
    thread = Thread(target=_beside, args=(galaxy, graph, instance, every, stop), name="following", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(LET_GO_WITHIN)


def _beside(galaxy: str, url: str, instance: str, every: float, stop: Event) -> None:
    listen = stopping(_ignore, stop)
    try:
        with open_graph(url) as graph, Notifications(galaxy) as notifications:
            Follower(
                lambda mode: sync(galaxy, graph, instance, listen, mode=mode),
                notifications,
                stop,
                Teller(say).tell,
                every,
                reconciled_ago=reconciled_ago(graph, instance),
            ).follow()
    except (LoadersError, GraphError) as error:
        say(f"The graph is not kept up to date: {line(error)}")


def _ignore(_progress: Progress) -> None:
    """Show nothing."""
