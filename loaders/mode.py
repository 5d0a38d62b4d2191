"""How a sync finds out what to read."""

from __future__ import annotations

from enum import StrEnum


class Mode(StrEnum):
    """What is read: what has changed; everything; or what has changed and what differs, deletions included."""

    INCREMENTAL = "incremental"
    FULL = "full"
    RECONCILE = "reconcile"
