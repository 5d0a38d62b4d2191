"""What can be wrong with a question to the explorer.

ExplorerError
├── Forbidden                the caller may not read it
├── NotFound                 what was asked about is not in the graph
│   └── SeedScopeNotFound    the item to centre on is not in this history, or has no number there
├── Changed                  a long answer does not go on where it was: the graph is another one by now
└── BadRequest               the question itself is wrong
    ├── BadReference         text that is no reference
    └── SeedNotFound         the seed is not a node of the graph that was built
"""

from __future__ import annotations

from explorer.refs import Ref


class ExplorerError(Exception):
    """The explorer cannot answer this."""

    def __init__(self, message: str = "", ref: Ref | None = None) -> None:
        """Keep the message and, where it names one, the reference, so that others can say it with encoded ids."""
        super().__init__(message or (type(self).__doc__ or "").strip())
        self.ref = ref


class NotFound(ExplorerError):
    """It is not in the graph: check the id, or sync the graph."""


class SeedScopeNotFound(NotFound):
    """The item to centre on is not in this history."""


class Forbidden(ExplorerError):
    """You may not read this."""


class Changed(ExplorerError):
    """What the pages before showed has changed in the graph: ask again from the start."""


class BadRequest(ExplorerError):
    """The question cannot be understood."""


class BadReference(BadRequest):
    """This is no reference: write it as hda:42 or main/hda/42."""


class SeedNotFound(BadRequest):
    """The seed is not in the graph."""
