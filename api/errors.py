"""What can go wrong at the HTTP edge, and the one form in which a client reads it (RFC 9457 with Galaxy's members).

ApiError
├── MalformedRequest       400  parameters that make no sense (Galaxy: never 422)
│   └── MalformedId        400  an id that is not one
├── NotAuthenticated       401  credentials that are wrong
├── NotAllowed             403  not the caller's to read
├── AuthenticationRequired 403  for users only (as in Galaxy; a wrong key is a 401)
├── NotFound               404  no such thing
├── Outdated               409  a cursor whose answer has changed
├── TooLarge               413  a body over the limit
├── TooLong                414  an address over the limit
├── TooMany                429  more requests of one caller than the limit
├── Away                   503  what the answer needs does not answer now
│   ├── NotBuilt                the page was not built
│   └── KeysUnchecked           whose key it is cannot be found out
└── BadConfiguration            the server cannot be started like this (exit 2)
    └── BadSecret               an `id_secret` that no Galaxy has
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar, Final

RETRY_AFTER: Final = 5
"""Seconds after which what was away may be back."""


class ApiError(Exception):
    """The request could not be answered. `headers` go with the answer."""

    status: ClassVar[int] = 500
    code: ClassVar[int] = 500001
    headers: Mapping[str, str] = MappingProxyType({})

    def __init__(self, message: str = "") -> None:
        super().__init__(message or (type(self).__doc__ or "").strip())


class MalformedRequest(ApiError):
    """The request contains an invalid parameter."""

    status, code = 400, 400008


class MalformedId(MalformedRequest):
    """The id is malformed."""

    code = 400009


class NotAuthenticated(ApiError):
    """The API key is not valid."""

    status, code = 401, 401001
    headers = MappingProxyType({"WWW-Authenticate": 'ApiKey realm="Galaxy"'})


class NotAllowed(ApiError):
    """You may not read this."""

    status, code = 403, 403002


class Outdated(ApiError):
    """What the pages before showed has changed: ask again from the start."""

    status, code = 409, 409001


class AuthenticationRequired(ApiError):
    """Workflow extraction requires an authenticated user."""

    status, code = 403, 403001


class NotFound(ApiError):
    """No such object found."""

    status, code = 404, 404001


class TooLarge(ApiError):
    """The body of the request is too large."""

    status, code = 413, 413001


class TooLong(ApiError):
    """The address of the request is too long."""

    status, code = 414, 414001


class TooMany(ApiError):
    """Too many requests: go on more slowly."""

    status, code = 429, 429001

    def __init__(self, message: str = "", *, retry_after: int = RETRY_AFTER) -> None:
        super().__init__(message)
        self.headers = {"Retry-After": str(retry_after)}


class Away(ApiError):
    """Something that the answer needs does not answer now: try again soon."""

    status, code = 503, 503001
    headers = MappingProxyType({"Retry-After": str(RETRY_AFTER)})


class NotBuilt(Away):
    """The page of the explorer is not built: run `make setup` in the source folder, or install a released package."""


class KeysUnchecked(Away):
    """Whose key this is cannot be found out now: try again soon."""


class BadConfiguration(ApiError):
    """The server cannot be started with these settings."""


class BadSecret(BadConfiguration):
    """An id_secret has 4 to 56 bytes: copy `id_secret` from the configuration of your Galaxy."""


def shown(text: str, longest: int = 80) -> str:
    """What a message repeats of something that a caller sent: one line, not too long."""
    line = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
    return line if len(line) <= longest else line[: longest - 1] + "\N{HORIZONTAL ELLIPSIS}"
