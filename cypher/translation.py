"""From the driver's errors to ours, one line each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import Timeout
from neo4j.exceptions import AuthError, DriverError, Neo4jError, ServiceUnavailable, SessionExpired, TransientError

from cypher.address import Address
from cypher.errors import DiskFull, GraphBusy, GraphError, GraphRefused, GraphUnavailable, StatementFailed, TookTooLong
from cypher.local import LocalServer

LONGEST = 400
"""Characters of a server's message that are shown."""


@contextmanager
def translated(address: Address) -> Iterator[None]:
    """Raise what goes wrong inside as a `GraphError` that names the server."""
    try:
        yield
    except (Neo4jError, DriverError, Timeout, OSError) as error:
        raise _translate(error, address) from error


def one_line(error: BaseException) -> str:
    """Return an error's message without line breaks, cut where it is long."""
    text = getattr(error, "message", None) or str(error) or type(error).__name__
    return " ".join(str(text).split())[:LONGEST]


def _translate(error: Exception, address: Address) -> GraphError:
    make = next(make for kinds, make in _OURS if isinstance(error, kinds))
    return make(f"The graph server at {address.place}", error, address)


def _failed(_server: str, error: Exception, address: Address) -> GraphError:
    if isinstance(error, Neo4jError) and "TransactionTimedOut" in (error.code or ""):
        return TookTooLong()
    if address.kind == "local" and LocalServer(Path(address.place)).is_disk_full():
        return DiskFull()
    return StatementFailed(one_line(error))


_Make = Callable[[str, Exception, Address], GraphError]
_OURS: tuple[tuple[tuple[type[Exception], ...], _Make], ...] = (
    ((AuthError,), lambda *_: GraphRefused()),
    (
        (ServiceUnavailable, SessionExpired),
        lambda server, *_: GraphUnavailable(f"{server} does not answer: check that it runs."),
    ),
    ((Timeout,), lambda *_: GraphBusy()),
    ((TransientError,), lambda server, error, _: GraphBusy(f"{server} is too busy: {one_line(error)}")),
    ((Neo4jError,), _failed),
    ((DriverError, OSError), lambda server, error, _: GraphUnavailable(f"{server} cannot be used: {one_line(error)}")),
)
"""The first that fits decides."""
