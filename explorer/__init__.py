"""Reading and understanding the graph."""

from explorer.errors import BadReference, BadRequest, ExplorerError, NotFound, SeedNotFound, SeedScopeNotFound
from explorer.explorer import Explorer
from explorer.refs import Ref, parse_ref

__all__ = [
    "BadReference",
    "BadRequest",
    "Explorer",
    "ExplorerError",
    "NotFound",
    "Ref",
    "SeedNotFound",
    "SeedScopeNotFound",
    "parse_ref",
]
