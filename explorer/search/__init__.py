"""Search: which things have these words, as far as the caller may read them."""

from explorer.search.answer import Found, Hit
from explorer.search.query import KINDS, Query
from explorer.search.search import search

__all__ = ["KINDS", "Found", "Hit", "Query", "search"]
