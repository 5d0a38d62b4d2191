"""What requests and answers look like: the only pydantic models, and what OpenAPI says."""

from api.schemas.base import ABSENT, Answer, ExecutionSrc, ItemSrc, NodeSrc, Reference
from api.schemas.executions import Invocation, Producers, ToolExecution
from api.schemas.graphs import Direction, History, HistoryGraph, Profile
from api.schemas.status import (
    Health,
    Problem,
    Quarantined,
    QuarantinedRow,
    Stream,
    StreamReport,
    Sync,
    Synced,
    Watermark,
)

__all__ = [
    "ABSENT",
    "Answer",
    "Direction",
    "ExecutionSrc",
    "Health",
    "History",
    "HistoryGraph",
    "Invocation",
    "ItemSrc",
    "NodeSrc",
    "Problem",
    "Producers",
    "Profile",
    "Quarantined",
    "QuarantinedRow",
    "Reference",
    "Stream",
    "StreamReport",
    "Sync",
    "Synced",
    "ToolExecution",
    "Watermark",
]
