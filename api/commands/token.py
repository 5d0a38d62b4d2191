"""`token`: make one for `serve --auth token`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from api.auth.identity import Identity
from api.auth.tokens import new_token
from api.commands.terminal import say

ONLY_MINE = 0o600


def token(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", envvar="GALAXY_LINEAGE_TOKENS", help="The file of tokens; made when new.")
    ],
    *,
    user: Annotated[
        int | None, typer.Option(min=1, metavar="ID", help="Whose it is: the user's id in Galaxy's database.")
    ] = None,
    admin: Annotated[bool, typer.Option("--admin", help="Its bearer may read everything.")] = False,
    note: Annotated[str, typer.Option(help="What it is for; kept in the file.")] = "",
) -> None:
    """Make a token for `serve --auth token`, add its digest to FILE, and print it.

    It is shown this once: the file keeps a digest. Remove its line to end it; a server that runs notices.
    """
    if user is None and not admin:
        raise typer.BadParameter("say whose it is: --user ID, --admin, or both")
    made, line = new_token(Identity(user, is_admin=admin), note)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, ONLY_MINE), "a", encoding="utf-8") as lines:
        lines.write(f"{line}\n")
    typer.echo(made)
    say(f"Added to {file}: send it as the header x-api-key.")
