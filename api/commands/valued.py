"""A command with options whose value may be left out, which typer does not have: `--follow`, `--follow 5`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any, Final

from typer.core import TyperCommand

LEFT_OUT: Final = {"--follow": "60"}
"""option → what it means without a value."""


class Command(TyperCommand):
    """A command that puts in the values that were left out."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the arguments."""
        return super().parse_args(ctx, list(_completed(args)))


def _completed(args: Sequence[str]) -> Iterator[str]:
    for each, after in zip_longest(args, args[1:], fillvalue=""):
        yield each
        if each in LEFT_OUT and not _is_value(after):
            yield LEFT_OUT[each]


def _is_value(text: str) -> bool:
    """Tell whether this is meant as the value, right or wrong: there are no other arguments beside options."""
    return bool(text) and (not text.startswith("-") or text[1:2].isdigit())
