"""The streams, in the order in which they run: nodes before the edges that need them."""

from __future__ import annotations

from loaders.generations import Generation
from loaders.streams.base import Context, Stream
from loaders.streams.collections import Collections
from loaders.streams.datasets import Datasets
from loaders.streams.histories import Histories
from loaders.streams.implicit_jobs import ImplicitCollectionJobs
from loaders.streams.jobs import Jobs
from loaders.streams.requests import Commands, ToolRequests
from loaders.streams.tool_executions import StepExecutions, ToolExecutions
from loaders.streams.tool_sources import ToolSources
from loaders.streams.users import Users
from loaders.streams.workflows import Invocations, Steps, Workflows

STREAMS: tuple[type[Stream], ...] = (
    Users,
    Histories,
    Datasets,
    Collections,
    ToolRequests,
    StepExecutions,
    ToolSources,
    ImplicitCollectionJobs,
    Jobs,
    Workflows,
    Invocations,
    Steps,
)
"""Where a tool request is the execution."""

WITH_EXECUTIONS: tuple[type[Stream], ...] = (ToolExecutions, Commands)
"""Instead of ToolRequests, where executions have a table of their own."""


def streams_of(generation: Generation) -> tuple[type[Stream], ...]:
    """Return the streams of a Galaxy database in their order."""
    if not generation.has_executions:
        return STREAMS
    at = STREAMS.index(ToolRequests)
    return (*STREAMS[:at], *WITH_EXECUTIONS, *STREAMS[at + 1 :])


__all__ = ["STREAMS", "Context", "Stream", "streams_of"]
