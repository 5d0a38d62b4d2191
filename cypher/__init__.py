"""What is in the graph and how to talk to it.

The driver is imported when a name that needs it is first asked for: a process that only prepares rows starts a third
sooner without it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from cypher.errors import (
    BadDump,
    BadGraphUrl,
    DiskFull,
    GraphBusy,
    GraphError,
    GraphRefused,
    GraphUnavailable,
    LocalServerError,
    NotSearchableYet,
    Overtaken,
    PortTaken,
    StatementFailed,
    TookTooLong,
    TooLarge,
    UnknownEnd,
    UnknownStatement,
    UnsupportedSystem,
)
from cypher.hanging import pack
from cypher.packing import Packed
from cypher.patience import within
from cypher.rows import Bookkeeping, Change, EdgeRow, NodeRow, Owned, Removed

if TYPE_CHECKING:
    from cypher.graph import Graph, Wanted, open_graph
    from cypher.writer import Writer

_WITH_DRIVER = {"Graph": "graph", "Wanted": "graph", "Writer": "writer", "open_graph": "graph"}
"""Name → the module that has it."""


def __getattr__(name: str) -> Any:
    """Return what needs the driver (PEP 562)."""
    if name not in _WITH_DRIVER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"cypher.{_WITH_DRIVER[name]}"), name)


__all__ = [
    "BadDump",
    "BadGraphUrl",
    "Bookkeeping",
    "Change",
    "DiskFull",
    "EdgeRow",
    "Graph",
    "GraphBusy",
    "GraphError",
    "GraphRefused",
    "GraphUnavailable",
    "LocalServerError",
    "NodeRow",
    "NotSearchableYet",
    "Overtaken",
    "Owned",
    "Packed",
    "PortTaken",
    "Removed",
    "StatementFailed",
    "TooLarge",
    "TookTooLong",
    "UnknownEnd",
    "UnknownStatement",
    "UnsupportedSystem",
    "Wanted",
    "Writer",
    "open_graph",
    "pack",
    "within",
]
