"""Errors as clients read them: `application/problem+json` (RFC 9457) with Galaxy's `err_msg` and `err_code`."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any, Final, TypeVar, cast

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from api.errors import (
    RETRY_AFTER,
    ApiError,
    MalformedRequest,
    NotAllowed,
    NotAuthenticated,
    NotFound,
    Outdated,
    TooLarge,
    TooLong,
    TooMany,
)
from cypher import GraphBusy, GraphError, GraphRefused, GraphUnavailable, LocalServerError, TookTooLong
from explorer.errors import Changed, ExplorerError, Forbidden
from explorer.errors import NotFound as NotInGraph
from explorer.refs import Ref

MEDIA_TYPE: Final = "application/problem+json"
UNAVAILABLE, INTERNAL, MISSING_PARAMETER = 503001, 500001, 400007
GRAPH_AWAY: Final = (GraphUnavailable, GraphBusy, GraphRefused, LocalServerError, TookTooLong)
NAMED: Final = (MalformedRequest, NotAuthenticated, NotAllowed, NotFound, Outdated, TooLarge, TooLong, TooMany)
CODES: Final = {error.status: error.code for error in NAMED}
"""Galaxy's `err_code` for a status that names no error of its own."""

EXPLAINED: Final[dict[type[ExplorerError], type[ApiError]]] = {
    NotInGraph: NotFound,
    Forbidden: NotAllowed,
    Changed: Outdated,
}
"""What the explorer's errors are over HTTP; the others are malformed requests."""

E = TypeVar("E", bound=Exception)

log = logging.getLogger(__name__)


class ProblemResponse(JSONResponse):
    """An error as JSON."""

    media_type = MEDIA_TYPE


def problem(error: ApiError) -> ProblemResponse:
    """One of our errors as an answer."""
    return _answer(error.status, error.code, str(error), headers=error.headers)


def install(app: FastAPI) -> None:
    """Give every error of the application this form."""
    on(app, ApiError, lambda _, error: problem(error))
    on(app, ExplorerError, _not_explained)
    on(app, RequestValidationError, _malformed)
    on(app, HTTPException, _http)
    on(app, GraphError, _graph)
    on(app, Exception, _unexpected)


def on(app: FastAPI, kind: type[E], answer: Callable[[Request, E], Response]) -> None:
    """Answer errors of this kind like this."""

    def handle(request: Request, error: Exception) -> Response:
        return answer(request, cast(E, error))

    app.add_exception_handler(kind, handle)


def _answer(
    status: int, code: int, message: str, headers: Mapping[str, str] | None = None, **members: Any
) -> ProblemResponse:
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": message,
        "err_msg": message,
        "err_code": code,
    }
    return ProblemResponse(body | members, status_code=status, headers=headers)


def _malformed(_: Request, error: RequestValidationError) -> ProblemResponse:
    """Shape errors are 400 with the message that Galaxy makes of them, never 422."""
    found = [{k: v for k, v in e.items() if k not in {"ctx", "url"}} for e in error.errors()]
    message = "\n".join(f"{e['msg']} in {tuple(e['loc'])}" for e in found)
    is_missing = all(e["type"] == "missing" for e in found)
    code = MISSING_PARAMETER if is_missing else MalformedRequest.code
    return _answer(400, code, message, validation_errors=[json.dumps(e, default=str) for e in found])


def _http(_: Request, error: HTTPException) -> ProblemResponse:
    code = CODES.get(error.status_code, error.status_code * 1000)
    return _answer(error.status_code, code, error.detail, headers=dict(error.headers or {}))


def _not_explained(request: Request, error: ExplorerError) -> ProblemResponse:
    """Say what the explorer says, with the id as the client knows it."""
    kind = next((ours for theirs, ours in EXPLAINED.items() if isinstance(error, theirs)), MalformedRequest)
    ref: Ref | None = error.ref
    if ref is None:
        return problem(kind(str(error)))
    shown = request.app.state.server.ids.of(ref.instance).encode(ref.src, ref.id)
    return problem(kind(str(error).replace(str(ref), f"{ref.src}:{shown}", 1)))


def _graph(request: Request, error: GraphError) -> ProblemResponse:
    if isinstance(error, GRAPH_AWAY):
        return _answer(503, UNAVAILABLE, _public(error), headers={"Retry-After": str(RETRY_AFTER)})
    return _unexpected(request, error)


def _public(error: Exception) -> str:
    """What a client may know: that the graph is away, not where it is."""
    log.warning("%s", error)
    is_busy = isinstance(error, GraphBusy | TookTooLong)
    return "The graph is busy: try again soon." if is_busy else "The graph does not answer."


def _unexpected(_: Request, error: Exception) -> ProblemResponse:
    log.error("unexpected error", exc_info=error)
    return _answer(500, INTERNAL, "Unexpected error: the log of the server tells more.")
