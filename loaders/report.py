"""What a sync did, stream by stream."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(slots=True)
class StreamReport:
    """Counts of source rows: read = written + unchanged + quarantined; and of nodes that Galaxy no longer has."""

    read: int = 0
    written: int = 0
    unchanged: int = 0
    removed: int = 0
    quarantined: int = 0
    seconds: float = 0.0


@dataclass(slots=True)
class Report:
    """The whole sync. `unresolved` counts references to items that are not there."""

    streams: dict[str, StreamReport] = field(default_factory=dict)
    seconds: float = 0.0
    unresolved: int = 0
    differences: list[str] = field(default_factory=list)
    """What a reconciliation found, a line each."""

    @property
    def losses(self) -> list[str]:
        """Lines for people that say what could not be loaded; none when all was."""
        return list(self._losses())

    def to_json(self) -> dict[str, Any]:
        """Return the object that `sync --json` prints."""
        return {"streams": {name: asdict(stream) for name, stream in self.streams.items()}, "seconds": self.seconds}

    def _losses(self) -> Iterator[str]:
        for name, stream in self.streams.items():
            if stream.quarantined:
                rows = "row is" if stream.quarantined == 1 else "rows are"
                yield f"{name}: {stream.quarantined} {rows} quarantined"
        if self.unresolved:
            references = "reference names" if self.unresolved == 1 else "references name"
            yield f"{self.unresolved} {references} something that Galaxy's database does not have"
