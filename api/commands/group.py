"""How every command begins and ends: options before or after the command, one line for an error, an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import typer
from typer.core import TyperGroup

from api.commands.catalogue import COMMANDS, Catalogue
from api.places import default_graph

VALUED: Final = ("--graph", "--log-level")
FLAGS: Final = ("--debug",)


@dataclass(slots=True)
class Call:
    """What the options say that all commands have. `names_graph`: the command line itself names the graph."""

    graph: str = ""
    names_graph: bool = False
    shows_traceback: bool = False

    @staticmethod
    def of(context: typer.Context) -> Call:
        """Return the call that this context belongs to."""
        found = context.find_root().obj
        return found if isinstance(found, Call) else Call(default_graph())


class Commands(TyperGroup):
    """The group of all commands. Global options may stand anywhere; errors end as `exits` says."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options | {"commands": Catalogue()})

    def list_commands(self, _: Any) -> list[str]:
        """Return the names of the commands, in the order of the help."""
        return list(COMMANDS)

    def format_commands(self, _: Any, formatter: Any) -> None:
        """Write the list of commands in the help, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, about) for name, (_, about) in COMMANDS.items()])

    def main(self, args: Sequence[str] | None = None, *rest: Any, **options: Any) -> Any:
        """Run a command line and leave with its exit code."""
        call = Call()
        options |= {"standalone_mode": False, "obj": call}
        try:
            code = super().main([*_hoisted(list(sys.argv[1:] if args is None else args))], *rest, **options)
        except (Exception, KeyboardInterrupt) as error:
            if call.shows_traceback and not isinstance(error, KeyboardInterrupt):
                raise
            code = _end(error)
        sys.exit(code if isinstance(code, int) else 0)

    def invoke(self, ctx: Any) -> Any:
        """Run a command; when nobody reads its output any more, that is its end."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(0) from None
        return result


def _end(error: BaseException) -> int:
    from api.commands.exits import exit_code, line  # noqa: PLC0415 - knows all errors, so it imports everything

    if text := line(error):
        typer.echo(f"galaxy-lineage: {text}", err=True)
    return exit_code(error)


def _hoisted(args: list[str]) -> Iterator[str]:
    """Yield the global options first, wherever they stand before a `--`."""
    end = args.index("--") if "--" in args else len(args)
    wanted, others, rest = [], [], iter(args[:end])
    for each in rest:
        if each in FLAGS or each.startswith(tuple(f"{name}=" for name in VALUED)):
            wanted.append(each)
        elif each in VALUED:
            wanted += [each, *([value] if (value := next(rest, None)) is not None else [])]
        else:
            others.append(each)
    yield from (*wanted, *others, *args[end:])
