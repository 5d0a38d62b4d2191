"""What requests and answers look like: the only pydantic models, and what OpenAPI says."""

from api.schemas.base import ABSENT, Answer, ExecutionSrc, ItemSrc, NodeSrc, Reference
from api.schemas.compare import Comparison
from api.schemas.executions import Invocation, Producers, ToolExecution
from api.schemas.graphs import Direction, History, HistoryGraph, Profile
from api.schemas.lineage import Granularity, Impact, Lineage, LineageDirection
from api.schemas.search import SearchAnswer, SearchKind
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
    "Comparison",
    "Direction",
    "ExecutionSrc",
    "Granularity",
    "Health",
    "History",
    "HistoryGraph",
    "Impact",
    "Invocation",
    "ItemSrc",
    "Lineage",
    "LineageDirection",
    "NodeSrc",
    "Problem",
    "Producers",
    "Profile",
    "Quarantined",
    "QuarantinedRow",
    "Reference",
    "SearchAnswer",
    "SearchKind",
    "Stream",
    "StreamReport",
    "Sync",
    "Synced",
    "ToolExecution",
    "Watermark",
]
