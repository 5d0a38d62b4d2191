"""What a search answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from explorer.graph.model import HistoryName
from explorer.refs import Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One thing that was found. `kind` is that of the search: an execution may stand on a job.

    `owner`: of a history, its owner's public name.
    """

    ref: Ref
    kind: str
    name: str | None = None
    hid: int | None = None
    state: str | None = None
    extension: str | None = None
    collection_type: str | None = None
    tool_id: str | None = None
    tool_version: str | None = None
    tags: tuple[str, ...] = ()
    deleted: bool = False
    create_time: str | None = None
    owner: str | None = None
    history: HistoryName | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A page of a search; `after` says where the next one begins, None when this is the last."""

    hits: tuple[Hit, ...]
    after: Mapping[str, Any] | None = None
