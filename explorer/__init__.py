"""Reading and understanding the graph."""

from explorer.access import ADMIN, ANONYMOUS, Caller
from explorer.errors import (
    BadReference,
    BadRequest,
    ExplorerError,
    Forbidden,
    NotFound,
    SeedNotFound,
    SeedScopeNotFound,
)
from explorer.explorer import Explorer
from explorer.refs import Ref, parse_ref

__all__ = [
    "ADMIN",
    "ANONYMOUS",
    "BadReference",
    "BadRequest",
    "Caller",
    "Explorer",
    "ExplorerError",
    "Forbidden",
    "NotFound",
    "Ref",
    "SeedNotFound",
    "SeedScopeNotFound",
    "parse_ref",
]
