"""The command line `galaxy-lineage`: its commands, the options that all of them have, and how it ends."""

from __future__ import annotations

import logging
from typing import Annotated, Literal

import typer

from api.commands.group import Call, Commands
from api.places import default_graph
from api.version import version

LogLevel = Literal["debug", "info", "warning", "error"]

app = typer.Typer(
    name="galaxy-lineage",
    cls=Commands,
    help="Where a Galaxy result came from: load Galaxy's records into a graph, and ask it.",
    epilog="Exit codes: 0 done, 1 done with losses that the report names, 2 wrong usage or input, 3 a server could"
    " not be reached, 4 refused, 130 interrupted.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100},
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"galaxy-lineage {version()}")
        raise typer.Exit


@app.callback()
def options(
    context: typer.Context,
    graph: Annotated[
        str | None,
        typer.Option(
            envvar="GALAXY_LINEAGE_GRAPH",
            metavar="URL",
            help="The graph: local:FOLDER, bolt://HOST:PORT or neo4j://HOST:PORT."
            "  [default: local: and a folder of this user's data]",
        ),
    ] = None,
    log_level: Annotated[LogLevel, typer.Option(help="How much to log, to the standard error.")] = "warning",
    debug: Annotated[bool, typer.Option("--debug", help="Show where an error comes from.")] = False,
    shows_version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Read the options that all commands have."""
    del shows_version
    source = context.get_parameter_source("graph")
    context.obj = Call.of(context)
    context.obj.graph = graph or default_graph()
    context.obj.names_graph = source is not None and source.name == "COMMANDLINE"
    context.obj.shows_traceback = debug
    logging.basicConfig(level=log_level.upper(), format="%(levelname)s %(name)s: %(message)s")
    if log_level == "warning":  # the driver tries again by itself, and what comes of it is ours to say
        logging.getLogger("neo4j").setLevel(logging.ERROR)


def main() -> None:
    """Run the command line."""
    app(prog_name="galaxy-lineage")


if __name__ == "__main__":
    main()
