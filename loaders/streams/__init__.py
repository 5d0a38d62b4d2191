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
from loaders.streams.tool_executions import NoStepExecutions, StepExecutions, ToolExecutions
from loaders.streams.tool_sources import ToolSources
from loaders.streams.users import Users
from loaders.streams.workflows import Invocations, Steps, Workflows

STREAMS: tuple[type[Stream], ...] = (
    Users,
    Histories,
    Datasets,
    Collections,
    ToolRequests,
    NoStepExecutions,
    ToolSources,
    ImplicitCollectionJobs,
    Jobs,
    Workflows,
    Invocations,
    Steps,
)
"""Where a tool request is the execution (G1, G3)."""

WITH_EXECUTIONS: dict[type[Stream], tuple[type[Stream], ...]] = {ToolRequests: (ToolExecutions, Commands)}
"""What takes the place of a stream where executions have a table of their own (G2)."""

WITH_STEPS: dict[type[Stream], tuple[type[Stream], ...]] = {NoStepExecutions: (StepExecutions,)}
"""What takes the place of a stream where workflow steps hold payloads (STEP_STATE)."""


def streams_of(generation: Generation) -> tuple[type[Stream], ...]:
    """Return the streams of a Galaxy database in their order."""
    instead = (WITH_EXECUTIONS if generation.has_executions else {}) | (WITH_STEPS if generation.has_steps else {})
    return tuple(kind for stream in STREAMS for kind in instead.get(stream, (stream,)))


__all__ = ["STREAMS", "Context", "Stream", "streams_of"]
