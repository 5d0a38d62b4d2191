"""What `doctor` says of the last syncs, and of the rows that could not be loaded in full."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import typer

from api.commands.exits import LOSSES
from api.commands.findings import Finding
from api.commands.terminal import show, table
from cypher import open_graph
from explorer import Explorer
from explorer.syncs import InstanceSync, QuarantinedRow

SHOWN: Final = 20
"""How many rows are listed; `GET /api/sync` gives the others."""


@dataclass(frozen=True, slots=True)
class Quarantine:
    """The Galaxy servers in a graph, and the first of the rows that could not be loaded."""

    instances: Sequence[InstanceSync] = ()
    rows: Sequence[QuarantinedRow] = ()

    @property
    def total(self) -> int:
        """How many rows could not be loaded."""
        return sum(sum(each.quarantined.values()) for each in self.instances)

    def findings(self) -> Iterator[Finding]:
        """Yield how old each Galaxy in the graph is, and whether it is there in full."""
        for each in self.instances:
            age = f"last synced {_ago(each.synced)}" if each.synced else "its first sync has not ended"
            lost = sum(each.quarantined.values())
            says = f"{age}; {_counts(each)}" if lost else f"{age}, nothing quarantined"
            yield Finding(f"Galaxy {each.instance}", is_fine=not lost, says=says, code=LOSSES if lost else 0)

    def to_json(self) -> dict[str, Any]:
        """Return how many rows there are, and the first of them."""
        names = ("instance", "stream", "row", "reason", "since")
        return {"total": self.total, "rows": [{name: getattr(row, name) for name in names} for row in self.rows]}

    def print(self) -> None:
        """Print the rows as a table."""
        if not self.rows:
            return
        typer.echo()
        rows = ((row.instance, row.stream, row.row, row.since or "", row.reason) for row in self.rows)
        show(table(("Galaxy", "stream", "row", "since", "why it is quarantined"), rows))
        if self.total > len(self.rows):
            typer.echo(f"… and {self.total - len(self.rows):,} more: GET /api/sync lists all")


def quarantine_of(url: str) -> Quarantine:
    """Read the state of the graph at this address."""
    with open_graph(url) as graph:
        explorer = Explorer(graph)
        return Quarantine(explorer.sync(), explorer.quarantined(limit=SHOWN))


def _counts(instance: InstanceSync) -> str:
    counts = ", ".join(f"{stream} {rows:,}" for stream, rows in instance.quarantined.items())
    return f"quarantined rows: {counts}; they are tried again at every sync"


def _ago(synced: str) -> str:
    age = datetime.now(UTC) - datetime.fromisoformat(synced)
    return f"{timedelta(seconds=max(0, round(age.total_seconds())))} ago"
