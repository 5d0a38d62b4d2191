"""Exit codes, and the one line that says what went wrong.

```
0   done
1   done with losses that the report names
2   wrong usage or bad input
3   a server or database could not be reached
4   refused
70  a fault of this program
130 interrupted
```
"""

from __future__ import annotations

from typing import Final

import typer

from api.errors import ApiError
from cypher import BadDump, BadGraphUrl, GraphBusy, GraphRefused, GraphUnavailable, LocalServerError
from explorer.errors import ExplorerError
from loaders.errors import LoadersError

DONE, LOSSES, WRONG, UNREACHABLE, REFUSED, FAULT, INTERRUPTED = 0, 1, 2, 3, 4, 70, 130

CODES: Final[tuple[tuple[type[BaseException], int], ...]] = (
    (GraphRefused, REFUSED),
    (GraphUnavailable, UNREACHABLE),
    (GraphBusy, UNREACHABLE),
    (LocalServerError, UNREACHABLE),
    (BadGraphUrl, WRONG),
    (BadDump, WRONG),
    (ExplorerError, WRONG),
    (ApiError, WRONG),
    (OSError, WRONG),
)
"""The first class that fits decides; the loaders' errors say it themselves."""


def exit_code(error: BaseException) -> int:
    """Return the exit code for an error."""
    if isinstance(error, KeyboardInterrupt | typer.Abort):
        return INTERRUPTED
    if isinstance(error, LoadersError | typer.TyperException):
        return error.exit_code
    return next((code for kind, code in CODES if isinstance(error, kind)), FAULT)


def line(error: BaseException) -> str:
    """Return one line that says what is wrong and what to do; empty when the error has said so already."""
    if isinstance(error, typer.TyperException):
        return _usage(error)
    if isinstance(error, KeyboardInterrupt | typer.Abort):
        return "interrupted"
    if isinstance(error, OSError):
        where = f"{error.filename}: " if error.filename else ""
        return f"{where}{error.strerror or error}"
    text = " ".join(str(error).split())
    if exit_code(error) == FAULT:
        return f"unexpected error: {type(error).__name__}: {text} (--debug shows where; please report it)"
    return text


def _usage(error: typer.TyperException) -> str:
    context = getattr(error, "ctx", None)
    if type(error).__name__ == "NoArgsIsHelpError":
        return _help(error)
    path = context.command_path if context else "galaxy-lineage"
    text = " ".join(error.format_message().split()).replace("Value error, ", "")
    return f"{text} ({path} --help tells more)"


def _help(error: typer.TyperException) -> str:
    typer.echo(error.message, err=True)
    return ""
