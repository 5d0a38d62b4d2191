"""Everything that a running Galaxy does to its database, as named changes that tests can draw and apply.

    server = Server(url)
    server.apply(Change("rename_history", 3))

Each change is one transaction. The number says which rows it takes. `populate` fills an empty
database with a little of everything.
"""

from __future__ import annotations

from tests.integration.loaders.changes import maps, people, workflows
from tests.integration.loaders.changes.server import LONG_AGO, Held, Server
from tests.integration.loaders.changes.start import empty_postgres, make_empty_sqlite, populate, set_sequences
from tests.integration.loaders.changes.world import CHANGES, Change, Choice, NothingToChangeError, World

RULES = (people, workflows, maps)
"""The modules of what can happen, with what they import."""

KINDS = tuple(CHANGES)

__all__ = [
    "CHANGES",
    "KINDS",
    "LONG_AGO",
    "RULES",
    "Change",
    "Choice",
    "Held",
    "NothingToChangeError",
    "Server",
    "World",
    "empty_postgres",
    "make_empty_sqlite",
    "populate",
    "set_sequences",
]
