"""Options that several commands have."""

from __future__ import annotations

from typing import Annotated

import typer

from api.places import DEFAULT_PORT

InstanceName = Annotated[
    str, typer.Option(envvar="GALAXY_LINEAGE_INSTANCE", help="The Galaxy that is meant when nothing else is said.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
Port = Annotated[
    int,
    typer.Option(envvar="GALAXY_LINEAGE_PORT", min=0, max=65535, help="Port to listen on; 0 takes a free one."),
]
Secrets = Annotated[
    list[str] | None,
    typer.Option(
        "--id-secret",
        envvar="GALAXY_LINEAGE_ID_SECRET",
        metavar="[NAME=]SECRET",
        help="Galaxy's id_secret, of the default instance or of the one named; once per instance."
        " Without it ids are decimal.",
    ),
]
__all__ = ["DEFAULT_PORT", "AsJson", "InstanceName", "Port", "Secrets"]
