"""What one pass of `--follow` says."""

from __future__ import annotations

from api.commands.reports import as_json, as_line
from loaders.sync import Mode, Report, StreamReport


def test_a_pass_that_changed_nothing_is_silent():
    report = Report({"jobs": StreamReport(read=5, unchanged=4, quarantined=1)}, 0.2)
    assert as_line(report, Mode.INCREMENTAL, quarantined=1) == ""


def test_what_changed_is_one_line():
    streams = {"datasets": StreamReport(read=3, written=1200, removed=2), "jobs": StreamReport(read=1, quarantined=1)}
    line = as_line(Report(streams, 1.25), Mode.INCREMENTAL, quarantined=0)
    assert line[20:] == "datasets: 1,200 written, 2 removed; quarantined rows: 1 (1.2 s)"


def test_a_reconciliation_is_told_even_if_all_was_equal():
    report = Report({"datasets": StreamReport()}, 3)
    assert as_line(report, Mode.RECONCILE, quarantined=0)[20:] == "reconciled, 0 differed (3.0 s)"
    assert as_json(report, Mode.RECONCILE)["differences"] == []
    assert "differences" not in as_json(report, Mode.INCREMENTAL)
