"""The errors that a route documents."""

from __future__ import annotations

from typing import Any, Final

from api.problems import MEDIA_TYPE
from api.schemas import Problem

Responses = dict[int | str, dict[str, Any]]

EXAMPLES: Final[dict[int, tuple[str, int, str, str]]] = {
    400: (
        "malformed parameters or id",
        400009,
        "Bad Request",
        "Malformed id ( nonsense ) specified, unable to decode.",
    ),
    401: ("a key that is nobody's", 401001, "Unauthorized", "The API key is not valid."),
    403: ("not the caller's to read", 403002, "Forbidden", "You may not read this."),
    404: ("not in the graph", 404001, "Not Found", "history:77 is not in the graph."),
    409: (
        "a cursor whose answer has changed: ask again without it",
        409001,
        "Conflict",
        "What the pages before showed has changed in the graph: ask again from the start.",
    ),
    413: (
        "a body over the limit",
        413001,
        "Request Entity Too Large",
        "The body has 2097152 bytes, and 1048576 at most are read.",
    ),
    414: (
        "an address over the limit",
        414001,
        "Request-URI Too Long",
        "The address has 20000 bytes, and 16384 at most are read.",
    ),
    429: (
        "more requests than the limit: go on after `Retry-After`",
        429001,
        "Too Many Requests",
        "More than 1200 per 1 minute requests: go on more slowly.",
    ),
    503: (
        "the graph does not answer: try again after `Retry-After`",
        503001,
        "Service Unavailable",
        "The graph does not answer.",
    ),
}
"""status → what it means, and an example: `err_code`, title and message."""

EVERYWHERE: Final = (401, 413, 414, 429)
"""What every route below `/api` may answer, whatever it is about."""


def errors(*statuses: int) -> Responses:
    """Document these errors of a route, with an example each."""
    return {status: _error(status) for status in statuses}


def _error(status: int) -> dict[str, Any]:
    about, code, title, message = EXAMPLES[status]
    example = Problem(title=title, status=status, detail=message, err_msg=message, err_code=code)
    schema = {"$ref": "#/components/schemas/Problem"}
    content = {MEDIA_TYPE: {"schema": schema, "example": example.model_dump()}}
    return {"description": about, "content": content}
