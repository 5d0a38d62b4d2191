"""`serve`: the HTTP API and the explorer."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer
from pydantic import SecretStr

from api.commands.following import following_beside
from api.commands.group import Call
from api.commands.options import DEFAULT_PORT, InstanceName, Port, Secrets
from api.commands.terminal import say
from api.serving import listen
from api.serving import serve as run
from api.settings import Settings, Way
from loaders.follow import EVERY


def serve(  # noqa: PLR0913 - each option is a parameter
    context: typer.Context,
    *,
    host: Annotated[
        str, typer.Option(envvar="GALAXY_LINEAGE_HOST", help="Address to listen on: one of this machine's own.")
    ] = "127.0.0.1",
    port: Port = DEFAULT_PORT,
    auth: Annotated[
        Way,
        typer.Option(
            envvar="GALAXY_LINEAGE_AUTH",
            help="Who may ask. local: everybody on this machine, as an administrator. galaxy: Galaxy's users, with"
            " their API keys. token: who has a token of --tokens. With the last two, others see what is public.",
        ),
    ] = "local",
    galaxy_url: Annotated[
        str,
        typer.Option(
            metavar="URL",
            envvar="GALAXY_LINEAGE_GALAXY_URL",
            help="--auth galaxy: where Galaxy answers, which is asked whose key it is. Needs --id-secret.",
        ),
    ] = "",
    tokens: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            envvar="GALAXY_LINEAGE_TOKENS",
            help="--auth token: the file that `galaxy-lineage token` writes.",
        ),
    ] = None,
    instance: InstanceName = "main",
    id_secret: Secrets = None,
    sync_from: Annotated[
        str | None,
        typer.Option(
            metavar="URL",
            envvar="GALAXY_LINEAGE_SYNC_FROM",
            help="Keep the graph up to date with this Galaxy database meanwhile, as `sync --follow` does.",
        ),
    ] = None,
    sync_every: Annotated[
        float, typer.Option(envvar="GALAXY_LINEAGE_SYNC_EVERY", min=0.1, help="Seconds between two such syncs.")
    ] = EVERY,
) -> None:
    """Serve the HTTP API and the explorer until interrupted."""
    settings = Settings(
        graph=Call.of(context).graph,
        host=host,
        port=port,
        auth=auth,
        galaxy_url=galaxy_url,
        tokens=tokens,
        instance=instance,
        id_secret=tuple(SecretStr(secret) for secret in id_secret or ()),
    )
    with listen(host, port) as listener, ExitStack() as beside:
        if sync_from:
            beside.enter_context(following_beside(sync_from, settings.graph, instance, sync_every))
        run(settings, listener, lambda url: say(f"Galaxy Lineage is at {url} (Ctrl-C ends it)"))
