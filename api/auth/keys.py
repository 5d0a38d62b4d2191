"""Where a request carries its key, as in Galaxy: `?key=`, else the header `x-api-key`."""

from __future__ import annotations

from typing import Annotated

from fastapi import Security
from fastapi.security import APIKeyHeader, APIKeyQuery

QUERY, HEADER = "key", "x-api-key"

_query = APIKeyQuery(name=QUERY, scheme_name="key", auto_error=False, description="an API key; better in the header")
_header = APIKeyHeader(
    name=HEADER,
    scheme_name="header",
    auto_error=False,
    description="an API key of Galaxy (`--auth galaxy`) or a token (`--auth token`); without one: what is public",
)


def key(
    in_query: Annotated[str | None, Security(_query)] = None,
    in_header: Annotated[str | None, Security(_header)] = None,
) -> str | None:
    """Return the key of a request."""
    return in_query or in_header or None
