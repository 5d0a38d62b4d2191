"""What can go wrong at the HTTP edge, and the one form in which a client reads it (RFC 9457 with Galaxy's members).

ApiError
├── MalformedRequest       400  parameters that make no sense (Galaxy: never 422)
│   └── MalformedId        400  an id that is not one
├── NotAuthenticated       401  credentials that are wrong
├── NotAllowed             403  not the caller's to read
├── NotFound               404  no such thing
├── NotBuilt               503  the page was not built
└── BadConfiguration            the server cannot be started like this (exit 2)
    └── BadSecret               an `id_secret` that no Galaxy has
"""

from __future__ import annotations

from typing import ClassVar


class ApiError(Exception):
    """The request could not be answered."""

    status: ClassVar[int] = 500
    code: ClassVar[int] = 500001

    def __init__(self, message: str = "") -> None:
        super().__init__(message or (type(self).__doc__ or "").strip())


class MalformedRequest(ApiError):
    """The request contains an invalid parameter."""

    status, code = 400, 400008


class MalformedId(MalformedRequest):
    """The id is malformed."""

    code = 400009


class NotAuthenticated(ApiError):
    """The credentials are wrong."""

    status, code = 401, 401001


class NotAllowed(ApiError):
    """You may not read this."""

    status, code = 403, 403002


class NotFound(ApiError):
    """No such object found."""

    status, code = 404, 404001


class NotBuilt(ApiError):
    """The page of the explorer is not built: run `make setup` in the source folder, or install a released package."""

    status, code = 503, 503001


class BadConfiguration(ApiError):
    """The server cannot be started with these settings."""


class BadSecret(BadConfiguration):
    """An id_secret has 4 to 56 bytes: copy `id_secret` from the configuration of your Galaxy."""


def shown(text: str, longest: int = 80) -> str:
    """What a message repeats of something that a caller sent: one line, not too long."""
    line = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
    return line if len(line) <= longest else line[: longest - 1] + "\N{HORIZONTAL ELLIPSIS}"
