"""The commands by name; a command's module is imported when it is asked for, so that help and mistakes are quick."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any, Final

import typer

from api.commands.valued import Command as MadeCommand

COMMANDS: Final = {
    "demo": ("api.commands.demo", "Load a sample Galaxy database and show it in the explorer."),
    "sync": ("api.commands.sync", "Load Galaxy's records into the graph."),
    "serve": ("api.commands.serve", "Serve the HTTP API and the explorer until interrupted."),
    "token": ("api.commands.token", "Make a token for `serve --auth token`, add its digest to FILE, and print it."),
    "show": ("api.commands.show", "Show what produced an item, an execution, a workflow run or a history."),
    "search": (
        "api.commands.search",
        "Find histories, datasets, collections and executions by name, tool, data type, tag, annotation or id.",
    ),
    "lineage": ("api.commands.lineage", "Show what something comes from, or what depends on it."),
    "path": ("api.commands.path", "Show everything on the ways from one thing to another."),
    "impact": ("api.commands.impact", "List the datasets and collections that depend on something."),
    "extract": (
        "api.commands.extract",
        "Extract a workflow that runs again: of all that led to some results, or of some executions.",
    ),
    "diff": ("api.commands.diff", "Show two results, executions or runs of workflows side by side."),
    "export": (
        "api.commands.export",
        "Write everything behind some results as a file: RO-Crate, PROV, tables, graphs, pictures, methods text.",
    ),
    "dump": ("api.commands.dump", "Write the whole graph as JSON lines: equal graphs give equal bytes."),
    "restore": ("api.commands.dump", "Read a dump into an empty graph."),
    "doctor": ("api.commands.doctor", "Check graph, database, page and versions; say what to do."),
    "server": ("api.commands.server", "Start, stop or look at the server of a local graph."),
    "schema": ("api.commands.schema", "Print what is in the graph, as Markdown."),
}
"""name → its module, and the first line of its help."""

Command = Any  # typer's own copy of click has no public names


class Catalogue(Mapping[str, Command]):
    """The commands of `COMMANDS`, each made when it is looked up."""

    def __getitem__(self, name: str) -> Command:
        """Import a command's module and make the command."""
        module, _ = COMMANDS[name]
        found = getattr(import_module(module), name)
        made = typer.main.get_command(found if isinstance(found, typer.Typer) else _alone(name, found))
        made.name = name
        return made

    def __iter__(self) -> Iterator[str]:
        """Iterate over the names, in the order of the help."""
        return iter(COMMANDS)

    def __len__(self) -> int:
        """Count the commands."""
        return len(COMMANDS)


def _alone(name: str, function: Any) -> typer.Typer:
    app = typer.Typer(rich_markup_mode=None, add_completion=False)
    app.command(name, cls=MadeCommand)(function)
    return app
