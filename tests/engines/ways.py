"""Several ways to have a server, tried in order: a URL that was given, Docker, what can be started right here."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager

Way = Callable[[], AbstractContextManager[str]]


class CannotStart(Exception):
    """This way is closed on this machine; the message says what is missing."""


@contextmanager
def first_that_starts(what: str, variable: str, ways: Sequence[Way]) -> Iterator[str]:
    """Yield the URL in the environment variable, else the first that starts; raise with all that is missing."""
    if given := os.environ.get(variable):
        yield given
        return
    with ExitStack() as stack:
        yield _enter_first(stack, what, variable, ways)


def _enter_first(stack: ExitStack, what: str, variable: str, ways: Sequence[Way]) -> str:
    missing = [f"{variable} is not set"]
    for way in ways:
        try:
            return stack.enter_context(way())
        except CannotStart as reason:
            missing.append(str(reason))
    raise CannotStart(f"The tests need {what}, and there is no way to it:\n  - " + "\n  - ".join(missing))


def require_docker() -> None:
    """Raise `CannotStart` when no Docker engine answers."""
    if not shutil.which("docker"):
        raise CannotStart("there is no Docker")
    answer = subprocess.run(["docker", "info"], capture_output=True, check=False, timeout=30)
    if answer.returncode:
        raise CannotStart("no Docker engine answers")


def free_port() -> int:
    """Return a port on loopback that is free at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
