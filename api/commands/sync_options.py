"""The options of `sync`; all but the first two mean another kind of sync each."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Any

import typer

from loaders.follow import EVERY


def read_ids(text: str) -> tuple[int, int]:
    """Read `FROM:TO`, two ids of which the first is not the higher one."""
    found = re.fullmatch(r"(\d{1,18}):(\d{1,18})", text)
    if not found or int(found[1]) > int(found[2]):
        raise typer.BadParameter(f"{text} is no range of ids: write FROM:TO, such as 1:500000.")
    return int(found[1]), int(found[2])


GalaxyUrl = Annotated[
    str,
    typer.Option(
        "--galaxy",
        metavar="URL",
        envvar="GALAXY_LINEAGE_GALAXY",
        help="Galaxy's database: sqlite:///PATH or postgresql+psycopg://USER:PASSWORD@HOST/NAME. It is only read.",
    ),
]
Full = Annotated[bool, typer.Option("--full", help="Read everything again, not only what has changed.")]
Reconcile = Annotated[
    bool,
    typer.Option(
        "--reconcile",
        help="Compare checksums of everything with the last reading, read again and print what differs:"
        " also finds rows that were deleted or changed by hand.",
    ),
]
Follow = Annotated[
    float | None,
    typer.Option(
        "--follow",
        metavar="[SECONDS]",
        min=0.1,
        help=f"Stay on: sync again after SECONDS ({EVERY:.0f} when left out), or as soon as PostgreSQL tells"
        " that a history has changed (Galaxy 26.1 and newer); reconcile once a day; wait for servers that are"
        " away. SIGTERM ends it.",
    ),
]
Histories = Annotated[
    list[int] | None,
    typer.Option(
        "--history",
        metavar="ID",
        min=1,
        help="Load only what belongs to this history (its decimal id); once per history.",
    ),
]
Ids = Annotated[
    Any,
    typer.Option(
        "--ids",
        metavar="FROM:TO",
        parser=read_ids,
        help="Load only new rows with these ids, both included; others may load the rest at the same time."
        " A sync without it then ties the parts together.",
    ),
]
Bulk = Annotated[
    Path | None,
    typer.Option(
        "--bulk",
        metavar="DIR",
        file_okay=False,
        help="Write the first load as files for Neo4j's own importer into a new folder, and print the command that"
        " imports them: the fastest way into an empty Neo4j. The graph itself is left alone, but for a local one"
        " that --graph names, which is loaded as well, as a first sync does.",
    ),
]
