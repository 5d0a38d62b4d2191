"""The streams, in the order in which they run: nodes before the edges that need them."""

from __future__ import annotations

from loaders.streams.base import Context, Stream
from loaders.streams.collections import Collections
from loaders.streams.datasets import Datasets
from loaders.streams.histories import Histories
from loaders.streams.implicit_jobs import ImplicitCollectionJobs
from loaders.streams.jobs import Jobs
from loaders.streams.requests import ToolRequests
from loaders.streams.tool_sources import ToolSources
from loaders.streams.users import Users
from loaders.streams.workflows import Invocations, Steps, Workflows

STREAMS: tuple[type[Stream], ...] = (
    Users,
    Histories,
    Datasets,
    Collections,
    ToolRequests,
    ToolSources,
    ImplicitCollectionJobs,
    Jobs,
    Workflows,
    Invocations,
    Steps,
)

__all__ = ["STREAMS", "Context", "Stream"]
