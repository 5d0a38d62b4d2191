"""`serve`: the HTTP API and the explorer."""

from __future__ import annotations

from typing import Annotated, Literal

import typer
from pydantic import SecretStr

from api.commands.group import Invocation
from api.commands.terminal import say
from api.serving import serve as run
from api.settings import DEFAULT_PORT, Settings

Secrets = Annotated[
    list[str] | None,
    typer.Option(
        "--id-secret",
        envvar="GALAXY_LINEAGE_ID_SECRET",
        metavar="[NAME=]SECRET",
        show_envvar=True,
        help="Galaxy's id_secret, of the default instance or of the one named; once per instance."
        " Without it ids are decimal.",
    ),
]
InstanceName = Annotated[str, typer.Option(help="The Galaxy that is meant when nothing else is said.")]


def serve(  # noqa: PLR0913 - each option is a parameter
    context: typer.Context,
    *,
    host: Annotated[str, typer.Option(help="Address to listen on: one of this machine's own.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on; 0 takes a free one.")] = DEFAULT_PORT,
    auth: Annotated[
        Literal["local"], typer.Option(help="Who may ask. local: everybody on this machine, as an administrator.")
    ] = "local",
    instance: InstanceName = "main",
    id_secret: Secrets = None,
) -> None:
    """Serve the HTTP API and the explorer until interrupted."""
    settings = Settings(
        graph=Invocation.of(context).graph,
        host=host,
        port=port,
        auth=auth,
        instance=instance,
        id_secret=tuple(SecretStr(secret) for secret in id_secret or ()),
    )
    run(settings, lambda url: say(f"Galaxy Lineage is at {url} (Ctrl-C ends it)"))
