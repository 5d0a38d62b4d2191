"""The run: Galaxy's database → the graph, stream after stream, and the report."""

from __future__ import annotations

import re
from collections.abc import Callable
from time import monotonic

from cypher import Graph
from loaders.errors import BadInstance
from loaders.generations import recognise
from loaders.keys import Keys
from loaders.report import Report, StreamReport
from loaders.run import Progress, StreamRun, Tools
from loaders.source import open_source
from loaders.streams import Context, streams_of

_INSTANCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")


def sync(
    galaxy_url: str,
    graph: Graph,
    instance: str = "main",
    progress: Callable[[Progress], None] | None = None,
) -> Report:
    """Bring the graph up to date with Galaxy's database: read everything, write the difference, remove what is gone.

    Running it again changes nothing. Rows that cannot be loaded in full are quarantined and counted.

    Args:
        galaxy_url: an SQLAlchemy URL, `sqlite:///PATH` or `postgresql+psycopg://…`; opened read-only.
        graph: where to write.
        instance: the name of this Galaxy server in the graph: the first part of all its keys.
        progress: called after each batch.

    Raises:
        LoadersError: the database cannot be read, or the name cannot be one.
        GraphError: the graph cannot be written.
    """
    if not _INSTANCE.fullmatch(instance):
        raise BadInstance
    started, report = monotonic(), Report()
    with open_source(galaxy_url) as source:
        context = Context(source, Keys(instance), recognise(source))
        tools = Tools(graph, graph.writer(), progress or _ignore)
        for stream in streams_of(context.generation):
            run = StreamRun(stream(context), tools)
            report.streams[stream.name] = run.run()
            report.unresolved += run.unresolved
    report.seconds = round(monotonic() - started, 3)
    return report


def _ignore(_progress: Progress) -> None:
    """Show nothing."""


__all__ = ["Progress", "Report", "StreamReport", "sync"]
