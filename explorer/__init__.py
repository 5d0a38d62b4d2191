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
from explorer.references import parse_ref
from explorer.refs import Ref

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
