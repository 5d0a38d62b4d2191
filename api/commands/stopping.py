"""Ending when asked to, within seconds, whatever statement runs: a sync may be cut at any point.

A signal raises in the main thread, which makes drivers cancel what they wait for. Where that does not help, because C
code does not let go or another thread waits, the process ends all the same.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from threading import Event, Thread
from types import FrameType
from typing import Final

from api.commands.exits import DONE, INTERRUPTED
from loaders.follow import Stopped

WITHIN: Final = 3.0
"""Seconds until the process ends without asking its threads."""

SHOW_CURSOR: Final = "\x1b[?25h"


@contextmanager
def ending_at_once(codes: Mapping[int, int]) -> Iterator[None]:
    """Make sure that a signal ends this process within seconds; `codes` are the exit codes by signal.

    The interpreter's own handlers run between two steps of the main thread only; that a signal came is read here from
    its wake-up socket, by a thread that waits for nothing else.
    """
    listening, told = socket.socketpair()
    told.settimeout(0)
    before = signal.set_wakeup_fd(told.fileno(), warn_on_full_buffer=False)
    heard = Event()
    Thread(target=_watch, args=(listening, heard, codes), name="ending", daemon=True).start()
    try:
        yield
    finally:
        if not heard.is_set():  # else the clock runs until the process has ended
            signal.set_wakeup_fd(before)
            told.close()


@contextmanager
def stoppable() -> Iterator[Event]:
    """Give what is set when SIGTERM comes; that also raises `Stopped` in the main thread, which ends the block."""
    stop = Event()

    def handle(_signal: int, _frame: FrameType | None) -> None:
        if not stop.is_set():
            stop.set()
            raise Stopped

    before = signal.signal(signal.SIGTERM, handle)
    try:
        with suppress(Stopped), ending_at_once({signal.SIGTERM: DONE, signal.SIGINT: INTERRUPTED}):
            yield stop
    finally:
        signal.signal(signal.SIGTERM, before)


def _watch(listening: socket.socket, heard: Event, codes: Mapping[int, int]) -> None:
    with listening:
        while number := listening.recv(1):
            if number[0] in codes:
                heard.set()
                Event().wait(WITHIN)
                _end(codes[number[0]])


def _end(code: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(SHOW_CURSOR)
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    os._exit(code)
