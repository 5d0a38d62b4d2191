"""Processes of our own that only read: started by hand, as `multiprocessing` would run the user's script once more."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection

GONE = (EOFError, BrokenPipeError, ConnectionResetError)
"""What either end meets when the other one is no more."""


def start(module: str, theirs: Connection) -> subprocess.Popen[bytes]:
    """Start a process that runs `serve()` of a module of ours with its end of a connection."""
    return subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-c", f"from {module} import serve; serve()", str(theirs.fileno())],
        pass_fds=[theirs.fileno()],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
        stdin=subprocess.DEVNULL,
    )


def run(work: Callable[[Connection], None], otherwise: type[Exception]) -> None:
    """Be the process that `start` started, until the other end closes; what goes wrong is raised there.

    Then it is gone at once: what `work` opened is closed by then, and to tear down an interpreter takes 0.3 s.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal's Ctrl-C goes to all; the parent says when to end
    with suppress(*GONE), Connection(int(sys.argv[1])) as connection:
        try:
            work(connection)
        except GONE:
            pass
        except Exception as error:  # noqa: BLE001 - whatever it is, the parent raises it
            connection.send(sendable(error, otherwise))
    os._exit(0)


def sendable(error: Exception, otherwise: type[Exception]) -> Exception:
    """Return the error, or another one with its text if it cannot go from one process to another."""
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    except Exception:  # noqa: BLE001 - whatever its class cannot do
        return otherwise(f"{type(error).__name__}: {error}")
    return error
