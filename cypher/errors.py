"""What can go wrong between us and the graph.

GraphError
├── BadGraphUrl            the address is not one that we can open
├── GraphUnavailable       no answer from the server
├── GraphRefused           wrong user or password
├── GraphBusy              somebody else is writing, or holds the folder
│   └── Overtaken          somebody else has begun to do what we were doing
├── TookTooLong            what was asked takes longer than one may wait
│   └── NotSearchableYet   the index of words is being made
├── UnknownStatement       no such file in `statements/`
├── StatementFailed        the server refused a statement
├── UnknownEnd             an edge names a node that is not there
├── TooLarge               a row that no server should be asked to hold
├── BadDump                a line of a dump that cannot be restored
└── LocalServerError       the local server cannot run
    ├── UnsupportedSystem  no server for this machine
    ├── PortTaken          a fixed port is in use
    └── DiskFull           no room for the graph
"""

from __future__ import annotations


class GraphError(Exception):
    """The graph could not be used."""

    def __init__(self, message: str = "") -> None:
        super().__init__(message or (type(self).__doc__ or "").strip())


class BadGraphUrl(GraphError):
    """This is no address of a graph: use local:PATH, bolt://HOST:PORT or neo4j://HOST:PORT."""


class GraphUnavailable(GraphError):
    """The graph server does not answer: check that it runs and that the address is right."""


class GraphRefused(GraphError):
    """The graph server refuses this user: set GALAXY_LINEAGE_GRAPH_USER and GALAXY_LINEAGE_GRAPH_PASSWORD."""


class GraphBusy(GraphError):
    """Another process is writing to this graph: wait until it has finished."""


class Overtaken(GraphBusy):
    """Another sync of this Galaxy has begun and goes on from here: let only one run at a time."""


class TookTooLong(GraphError):
    """This takes longer than a request may: ask for less, or again when the server is less busy."""


class NotSearchableYet(TookTooLong):
    """The words of this graph are being indexed, which is done once: search again in a few minutes."""


class UnknownStatement(GraphError):
    """There is no such statement file."""


class StatementFailed(GraphError):
    """The graph server refused a statement."""


class UnknownEnd(GraphError):
    """An edge names a node that is not in the graph."""


class TooLarge(GraphError):
    """This row is larger than the graph can hold."""


class BadDump(GraphError):
    """This line of the dump cannot be restored."""


class LocalServerError(GraphError):
    """The local graph server cannot run."""


class UnsupportedSystem(LocalServerError):
    """There is no local graph server for this system (Linux with glibc 2.34 or newer): use a Neo4j server."""


class PortTaken(LocalServerError):
    """The port is in use by another program: choose another one."""


class DiskFull(LocalServerError):
    """There is no room left for the graph: free some space on its disk."""
