"""Ending when asked to, within seconds, whatever statement runs: a sync may be cut at any point.

A signal raises in the main thread, which makes drivers cancel what they wait for. Where that does not help, because C
code does not let go or another thread waits, the process ends all the same.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from types import FrameType
from typing import Final

from api.commands.exits import DONE, INTERRUPTED
from loaders.follow import Stopped

WITHIN: Final = 3.0
"""Seconds until the process ends without asking its threads."""

SHOW_CURSOR: Final = "\x1b[?25h"

CODES: Final = {signal.SIGTERM: DONE, signal.SIGINT: INTERRUPTED}
"""What the process ends with."""


@contextmanager
def ending_on(*numbers: signal.Signals) -> Iterator[Event]:
    """Let signals end this block: SIGTERM without more ado, SIGINT by `KeyboardInterrupt`. Gives what they set.

    What a driver makes of being interrupted, such as an error when it tidies up, is not what happened: it is not told.
    """
    came, stop = list[int](), Event()

    def handle(number: int, _frame: FrameType | None) -> None:
        if not came:
            came.append(number)
            stop.set()
            raise Stopped

    before = {number: signal.signal(number, handle) for number in numbers}
    try:
        with _within_seconds(numbers):
            yield stop
    except BaseException:
        if not came:
            raise
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    if signal.SIGINT in came:
        raise KeyboardInterrupt


@contextmanager
def _within_seconds(numbers: tuple[signal.Signals, ...]) -> Iterator[None]:
    """Make sure that these signals end the process.

    Python's handlers run between two steps of the main thread only; that a signal came is read here from its wake-up
    socket, by a thread that waits for nothing else.
    """
    listening, told = socket.socketpair()
    told.settimeout(0)
    before = signal.set_wakeup_fd(told.fileno(), warn_on_full_buffer=False)
    heard = Event()
    Thread(target=_watch, args=(listening, heard, numbers), name="ending", daemon=True).start()
    try:
        yield
    finally:
        if not heard.is_set():  # else the clock runs until the process has ended
            signal.set_wakeup_fd(before)
            told.close()


def _watch(listening: socket.socket, heard: Event, numbers: tuple[signal.Signals, ...]) -> None:
    with listening:
        while told := listening.recv(1):
            if told[0] in numbers:
                heard.set()
                Event().wait(WITHIN)
                _end(CODES[signal.Signals(told[0])])


def _end(code: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(SHOW_CURSOR)
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    os._exit(code)
