"""What is in the graph and how to talk to it."""

from cypher.errors import (
    BadDump,
    BadGraphUrl,
    DiskFull,
    GraphBusy,
    GraphError,
    GraphRefused,
    GraphUnavailable,
    LocalServerError,
    Overtaken,
    PortTaken,
    StatementFailed,
    TooLarge,
    UnknownEnd,
    UnknownStatement,
    UnsupportedSystem,
)
from cypher.graph import Graph, Wanted, open_graph
from cypher.packing import Packed, pack
from cypher.rows import Bookkeeping, Change, EdgeRow, NodeRow, Owned, Removed
from cypher.writer import Writer

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
    "Overtaken",
    "Owned",
    "Packed",
    "PortTaken",
    "Removed",
    "StatementFailed",
    "TooLarge",
    "UnknownEnd",
    "UnknownStatement",
    "UnsupportedSystem",
    "Wanted",
    "Writer",
    "open_graph",
    "pack",
]
