"""Which tables are followed, how, and what a changed row of each touches (galaxy/records.md 2, 6)."""

from __future__ import annotations

from collections.abc import Sequence

from loaders.feeds.appended import Appended
from loaders.feeds.base import Feed, Rule
from loaders.feeds.clocked import Clocked
from loaders.feeds.clockless import Clockless
from loaders.feeds.touch import ICJ, STEPS, Touch
from loaders.generations.base import HDCA, MEMBERS
from loaders.source import Row, Source

HDA = "history_dataset_association"
PLACES = ("hda_id", "ldda_id", "child_collection_id")
"""What an element is; of a placeholder all are NULL (galaxy/records.md 2.10)."""

TIED = ("tool_request_id", "tool_execution_state_id", "dataset_collection_id")


def _rows(stream: str, column: str = "id") -> Rule:
    """A row touches the row of a stream that it names."""
    return lambda touch, rows: touch.add(stream, (row[column] for row in rows))


def _owners(stream: str, table: str, by: str, column: str = "id") -> Rule:
    """A row touches the rows of a stream that name it."""
    return lambda touch, rows: touch.owners(stream, table, by, (row[column] for row in rows))


def _links(touch: Touch, rows: Sequence[Row]) -> None:
    touch.linked_jobs(row["job_id"] for row in rows)


def _jobs(touch: Touch, rows: Sequence[Row]) -> None:
    """When a job ends, so does its step, whose clock has no index."""
    ids = [row["id"] for row in rows]
    touch.changed_jobs(ids)
    touch.owners("invocation_steps", STEPS, "job_id", ids)


def _datasets(touch: Touch, rows: Sequence[Row]) -> None:
    ids = [row["id"] for row in rows]
    touch.add("datasets", ids)
    touch.rewired(ids)


def _new_jobs(touch: Touch, rows: Sequence[Row]) -> None:
    """A new job belongs to an execution that may be older."""
    touch.linked_jobs(row["id"] for row in rows)
    touch.with_requests(row["tool_request_id"] for row in rows)
    touch.add("tool_executions", (row["tool_execution_state_id"] for row in rows))


def _members(touch: Touch, rows: Sequence[Row]) -> None:
    touch.linked_jobs(row["job_id"] for row in rows)
    touch.mapped(row[ICJ] for row in rows)
    touch.owners("invocation_steps", STEPS, "job_id", (row["job_id"] for row in rows))


def _elements(touch: Touch, rows: Sequence[Row]) -> None:
    touch.add("datasets", (row["hda_id"] for row in rows))
    touch.inside(row["dataset_collection_id"] for row in rows)


def _collections(touch: Touch, rows: Sequence[Row]) -> None:
    """Without jobs only its collections say what a map-over made."""
    touch.add("collections", (row["id"] for row in rows))
    icjs = {row[ICJ] for row in rows} - {None}
    touch.mapped(icjs - touch.has_jobs(icjs))


def _changed_collections(touch: Touch, rows: Sequence[Row]) -> None:
    _collections(touch, rows)
    touch.replaced((row["id"] for row in rows), (row[ICJ] for row in rows))


def _mapped(touch: Touch, rows: Sequence[Row]) -> None:
    touch.mapped(row["id"] for row in rows)


def _tied(touch: Touch, rows: Sequence[Row]) -> None:
    """A collection is tied to a request (TRICA) or an execution (TEICA)."""
    touch.with_requests(row["tool_request_id"] for row in rows)
    touch.add("tool_executions", (row["tool_execution_state_id"] for row in rows))
    hdcas = [row["dataset_collection_id"] for row in rows]
    touch.outputs(hdcas)
    table = "workflow_invocation_step_output_dataset_collection_association"
    found = touch.source.lookup(table, ("workflow_invocation_step_id",), "dataset_collection_id", hdcas)
    touch.add("invocation_steps", (row["workflow_invocation_step_id"] for row in found))


def _premap(touch: Touch, rows: Sequence[Row]) -> None:
    touch.outputs(row["dataset_collection_id"] for row in rows)


def _steps(touch: Touch, rows: Sequence[Row]) -> None:
    touch.steps(row["id"] for row in rows)


def _invocations(touch: Touch, rows: Sequence[Row]) -> None:
    ids = [row["id"] for row in rows]
    touch.add("invocations", ids)
    touch.steps(row["id"] for row in touch.source.lookup(STEPS, ("id",), "workflow_invocation_id", ids))


def _requests(touch: Touch, rows: Sequence[Row]) -> None:
    touch.add("tool_requests", (row["id"] for row in rows))
    touch.add("tool_executions", (row["tool_execution_state_id"] for row in rows))
    touch.add("tool_sources", (row["tool_source_id"] for row in rows))


def _executions(touch: Touch, rows: Sequence[Row]) -> None:
    touch.add("tool_executions", (row["id"] for row in rows))
    touch.add("tool_sources", (row["tool_source_id"] for row in rows))


FEEDS: tuple[Feed, ...] = (
    Clocked("galaxy_user", ("id",), _rows("users")),
    Clockless("users", "galaxy_user"),
    Clocked("history", ("id",), _rows("histories")),
    Clocked("history_audit", ("history_id",), _rows("histories", "history_id")),
    Clockless("histories", "history"),
    Clocked(HDA, ("id",), _datasets),
    Clocked("dataset", ("id",), _owners("datasets", HDA, "dataset_id")),
    Appended("dataset_source", ("dataset_id",), _owners("datasets", HDA, "dataset_id", "dataset_id")),
    Appended("dataset_permissions", ("dataset_id",), _owners("datasets", HDA, "dataset_id", "dataset_id")),
    Appended("implicitly_converted_dataset_association", ("hda_id",), _rows("datasets", "hda_id")),
    Clockless("datasets", HDA),
    Appended(
        "dataset_collection_element",
        ("dataset_collection_id", *PLACES),
        _elements,
        filled=PLACES,
    ),
    Clocked(HDCA, ("id", ICJ), _changed_collections),
    Appended(HDCA, (ICJ,), _collections),
    Clockless("collections", HDCA),
    Appended("tool_request", ("tool_execution_state_id", "tool_source_id"), _requests),
    Appended("tool_execution_state", ("tool_source_id",), _executions),
    Clocked("job", ("id",), _jobs),
    Appended("job", ("tool_request_id", "tool_execution_state_id"), _new_jobs),
    Appended("job_to_input_dataset", ("job_id",), _links),
    Appended("job_to_input_dataset_collection", ("job_id",), _links),
    Appended("job_to_input_dataset_collection_element", ("job_id",), _links),
    Appended("job_to_input_library_dataset", ("job_id",), _links),
    Appended("job_to_output_dataset", ("job_id",), _links),
    Appended("job_to_output_dataset_collection", ("job_id",), _links),
    Appended("job_parameter", ("job_id",), _rows("jobs", "job_id")),
    Appended("implicit_collection_jobs", (), _mapped ),
    Appended(MEMBERS, ("job_id", ICJ), _members),
    Appended("implicitly_created_dataset_collection_inputs", ("dataset_collection_id",), _premap),
    Appended("tool_request_implicit_collection_association", TIED, _tied),
    Appended("tool_execution_implicit_collection_association", TIED, _tied),
    Clocked("workflow", ("id",), _rows("workflows")),
    Clocked("stored_workflow", ("id",), _owners("workflows", "workflow", "stored_workflow_id")),
    Clocked("workflow_invocation", ("id",), _invocations),
    Appended(
        "workflow_invocation_to_subworkflow_invocation_association",
        ("subworkflow_invocation_id",),
        _rows("invocations", "subworkflow_invocation_id"),
    ),
    Appended(STEPS, (), _steps),
    Appended(
        "workflow_invocation_step_output_dataset_collection_association",
        ("workflow_invocation_step_id",),
        _rows("invocation_steps", "workflow_invocation_step_id"),
    ),
)  # fmt: skip
"""In any order: rows are read again after all of them."""


def feeds_of(source: Source) -> list[Feed]:
    """Return the feeds of the tables, with what they are followed by, that this Galaxy has."""
    return [feed for feed in FEEDS if source.has(feed.table, feed.column)]
