"""What requests and answers look like: the only pydantic models, and what OpenAPI says."""

from api.schemas.base import ABSENT, Answer, ExecutionSrc, ItemSrc, NodeSrc, Reference, Stub
from api.schemas.compare import Comparison
from api.schemas.executions import Invocation, JobPage, Producers, ToolExecution
from api.schemas.graphs import History, HistoryGraph, Layout, Profile
from api.schemas.lineage import Impact, Lineage
from api.schemas.search import SearchAnswer, SearchKind
from api.schemas.status import (
    Health,
    Problem,
    Quarantined,
    QuarantinedRow,
    Reader,
    Stream,
    StreamReport,
    Sync,
    Synced,
    Watermark,
)
from api.schemas.view import Extent, View
from api.schemas.workflows import Extraction, ExtractionRequest

__all__ = [
    "ABSENT",
    "Answer",
    "Comparison",
    "ExecutionSrc",
    "Extent",
    "Extraction",
    "ExtractionRequest",
    "Health",
    "History",
    "HistoryGraph",
    "Impact",
    "Invocation",
    "ItemSrc",
    "JobPage",
    "Layout",
    "Lineage",
    "NodeSrc",
    "Problem",
    "Producers",
    "Profile",
    "Quarantined",
    "QuarantinedRow",
    "Reader",
    "Reference",
    "SearchAnswer",
    "SearchKind",
    "Stream",
    "StreamReport",
    "Stub",
    "Sync",
    "Synced",
    "ToolExecution",
    "View",
    "Watermark",
]
