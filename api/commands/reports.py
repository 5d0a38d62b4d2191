"""What a sync did, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, Final

import typer

from api.commands.terminal import show, table
from loaders.sync import Mode, Report

COLUMNS: Final = ("read", "written", "unchanged", "removed", "quarantined")
CHANGES: Final = ("written", "removed")


def show_report(report: Report) -> None:
    """Print a row per stream and the time that all took."""
    rows = (
        (name, *(f"{getattr(stream, column):,}" for column in COLUMNS), f"{stream.seconds:.1f}")
        for name, stream in report.streams.items()
    )
    show(table(("stream", *COLUMNS, "seconds"), rows, numbers=len(COLUMNS) + 1))
    typer.echo(f"{report.seconds:.1f} seconds in all")


def show_differences(report: Report) -> None:
    """Print what a reconciliation found."""
    for difference in report.differences:
        typer.echo(difference)
    if not report.differences:
        typer.echo("Nothing differed.")


def as_json(report: Report, mode: Mode) -> dict[str, Any]:
    """Return what `--json` prints of one sync; a reconciliation also tells what differed."""
    found = report.to_json()
    return found | {"differences": report.differences} if mode is Mode.RECONCILE else found


def as_line(report: Report, mode: Mode, quarantined: int) -> str:
    """Say in one line what a pass of `--follow` changed; empty when it changed nothing.

    Args:
        report: what it did.
        mode: how it looked.
        quarantined: how many rows were quarantined after the pass before.
    """
    parts = [f"{name}: {', '.join(counts)}" for name, counts in _changes(report) if counts]
    if (now := quarantined_by(report)) != quarantined:
        parts.append(f"quarantined rows: {now:,}")
    if mode is Mode.RECONCILE:
        parts.append(f"reconciled, {len(report.differences):,} differed")
    if not parts:
        return ""
    return f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} {'; '.join(parts)} ({report.seconds:.1f} s)"


def quarantined_by(report: Report) -> int:
    """Return how many rows a pass quarantined."""
    return sum(stream.quarantined for stream in report.streams.values())


def _changes(report: Report) -> Iterator[tuple[str, list[str]]]:
    for name, stream in report.streams.items():
        yield name, [f"{count:,} {what}" for what in CHANGES if (count := getattr(stream, what))]
