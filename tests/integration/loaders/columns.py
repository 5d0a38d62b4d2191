"""Every column that the loaders read: what it may hold, and the row of which stream is quarantined when it does not.

Written by hand from galaxy/records.md, so that it does not share a mistake with the loaders.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

HDA = "history_dataset_association"
HDCA = "history_dataset_collection_association"
ICJ = "implicit_collection_jobs"
MEMBERS = "implicit_collection_jobs_job_association"
WIS = "workflow_invocation_step"
TES_ID = "tool_execution_state_id"

OWN = "SELECT {id}"
"""The row is one of the stream's."""


class Column(NamedTuple):
    """What a column may hold: `kind` of value, or an id of `table`.

    `is_certain` is False where the value does not count in every row: the row may be quarantined or not.
    """

    name: str
    kind: str
    table: str | None = None
    is_certain: bool = True


class Shared(NamedTuple):
    """Another stream that a row belongs to, where there is such a table, its rows (SQL), and by which columns."""

    stream: str
    owners: str
    columns: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Table:
    """A table, the stream that its rows belong to, and the rows of that stream (SQL) for its row `{id}`."""

    stream: str
    columns: tuple[Column, ...]
    owners: str = OWN
    link: str | None = None
    """The column that says to which row it belongs: garbage in it, and it belongs to none."""

    shared: tuple[Shared, ...] = ()


def _of(table: str, column: str) -> str:
    return f"SELECT {column} FROM {table} WHERE id = {{id}}"


def _columns(text: str) -> tuple[Column, ...]:
    """Read `name:kind`, `name>table`; a question mark at the end: not certain."""
    return tuple(map(_column, text.split()))


def _column(text: str) -> Column:
    is_certain, text = not text.endswith("?"), text.removesuffix("?")
    name, mark, kind = text.partition(":")
    if mark:
        return Column(name, kind, None, is_certain)
    name, _, table = text.partition(">")
    return Column(name, "id", table, is_certain)


def _stream(stream: str, columns: str) -> Table:
    return Table(stream, _columns(columns))


def _part(stream: str, link: str | None, columns: str, owners: str) -> Table:
    return Table(stream, _columns(columns), owners, link)


def _linked(table: str, stream: str, link: str, columns: str) -> tuple[str, Table]:
    return table, _part(stream, link, columns, _of(table, link))


_STORED = f"SELECT id FROM {HDA} WHERE dataset_id = "
_INSIDE = f"""WITH RECURSIVE up(c) AS (SELECT dataset_collection_id FROM dataset_collection_element WHERE id = {{id}}
    UNION SELECT e.dataset_collection_id FROM up JOIN dataset_collection_element e ON e.child_collection_id = up.c)
    SELECT h.id FROM {HDCA} h JOIN up ON h.collection_id = up.c"""
_USES = "SELECT id FROM tool_request WHERE tool_source_id = {id}"
_HDC = "history_dataset_collection"
_TAGS = "tag_id>tag? user_tname:text user_value:text?"
_NOTES = "user_id:id? annotation:text?"

TABLES: dict[str, Table] = {
    "galaxy_user": _stream("users", "username:text deleted:boolean"),
    "history": _stream(
        "histories",
        "user_id>galaxy_user name:text slug:text create_time:time update_time:time? deleted:boolean purged:boolean"
        " importable:boolean published:boolean archived:boolean",
    ),
    HDA: _stream(
        "datasets",
        "history_id>history dataset_id>dataset hid:integer name:text state:text extension:text deleted:boolean"
        " purged:boolean visible:boolean version:integer create_time:time update_time:time"
        f" copied_from_history_dataset_association_id>{HDA}",
    ),
    HDCA: _stream(
        "collections",
        "history_id>history collection_id>dataset_collection hid:integer name:text deleted:boolean visible:boolean"
        " create_time:time update_time:time implicit_output_name:text implicit_collection_jobs_id:id?"
        f" copied_from_history_dataset_collection_association_id>{HDCA}",
    ),
    "tool_request": _stream(
        "tool_requests",
        "request:payload state:text state_message:json tool_source_id>tool_source history_id:integer"
        f" request_state:text {TES_ID}>tool_execution_state",
    ),
    "tool_execution_state": _stream("tool_executions", "request:payload state:validity tool_source_id>tool_source?"),
    "tool_source": Table(
        "tool_sources",
        _columns("source:json source_class:text? hash:text? tool_id:text? tool_version:text? dynamic_tool_id:integer?"),
        f"SELECT {{id}} WHERE NOT EXISTS ({_USES})",
        shared=(
            Shared("tool_requests", _USES),
            Shared("tool_executions", _USES.replace("tool_request", "tool_execution_state")),
        ),
    ),
    ICJ: _stream(ICJ, f"populated_state:text {TES_ID}>tool_execution_state"),
    "job": _stream(
        "jobs",
        "tool_id:text tool_version:text galaxy_version:text state:text create_time:time update_time:time"
        " exit_code:integer info:text copied_from_job_id:integer tool_request_id>tool_request user_id:integer"
        f" history_id:integer tool_state:json dynamic_tool_id:integer? {TES_ID}>tool_execution_state"
        " job_stderr:text? tool_stderr:text?",
    ),
    "workflow": _stream(
        "workflows",
        "name:text uuid:uuid stored_workflow_id>stored_workflow license:text create_time:time update_time:time",
    ),
    "workflow_invocation": _stream(
        "invocations", "workflow_id>workflow history_id:integer state:text uuid:uuid create_time:time update_time:time"
    ),
    WIS: Table(
        "invocation_steps",
        _columns(
            "workflow_invocation_id>workflow_invocation workflow_step_id>workflow_step state:text create_time:time"
            f" update_time:time job_id>job implicit_collection_jobs_id>{ICJ} {TES_ID}>tool_execution_state"
            " request:payload? request_state:validity?"
        ),
        shared=(Shared("step_executions", OWN, frozenset({"request", "request_state"})),),
    ),
    "dataset": _part("datasets", None, "state:text? uuid:uuid file_size:integer", f"{_STORED}{{id}}"),
    "dataset_collection": _part(
        "collections",
        None,
        "collection_type:text populated_state:text populated_state_message:text element_count:integer",
        f"SELECT id FROM {HDCA} WHERE collection_id = {{id}}",
    ),
    "dataset_collection_element": _part(
        "collections",
        "dataset_collection_id",
        f"hda_id>{HDA} child_collection_id>dataset_collection element_index:integer element_identifier:text",
        _INSIDE,
    ),
    "dataset_permissions": _part(
        "datasets",
        "dataset_id",
        "action:text? role_id:role",
        f"SELECT h.id FROM dataset_permissions p JOIN {HDA} h ON h.dataset_id = p.dataset_id"
        " WHERE p.id = {id} AND p.action = 'access'",
    ),
    "dataset_source": _part(
        "datasets",
        "dataset_id",
        "source_uri:text?",
        f"SELECT h.id FROM dataset_source s JOIN {HDA} h ON h.dataset_id = s.dataset_id WHERE s.id = {{id}}",
    ),
    "workflow_step": _part(
        "invocation_steps",
        None,
        "order_index:integer label:text type:text tool_id:text tool_version:text uuid:uuid when_expression:text",
        f"SELECT id FROM {WIS} WHERE workflow_step_id = {{id}}",
    ),
    "dynamic_tool": _part("tool_requests", None, "uuid:uuid?", "SELECT NULL WHERE {id} IS NULL"),
    "stored_workflow": _part(
        "workflows", None, "name:text?", "SELECT id FROM workflow WHERE stored_workflow_id = {id}"
    ),
    "tag": _part("datasets", None, "name:text?", "SELECT NULL WHERE {id} IS NULL"),
    "history_audit": _part(
        "histories", "history_id", "update_time:time?", "SELECT history_id FROM history_audit WHERE rowid = {id}"
    ),
    **dict(
        (
            _linked(MEMBERS, "jobs", "job_id", f"implicit_collection_jobs_id>{ICJ} order_index:integer?"),
            _linked("job_to_input_dataset", "jobs", "job_id", f"dataset_id>{HDA} name:text"),
            _linked("job_to_output_dataset", "jobs", "job_id", f"dataset_id>{HDA} name:text"),
            _linked("job_to_input_dataset_collection", "jobs", "job_id", f"dataset_collection_id>{HDCA} name:text"),
            _linked("job_to_output_dataset_collection", "jobs", "job_id", f"dataset_collection_id>{HDCA} name:text"),
            _linked(
                "job_to_input_dataset_collection_element",
                "jobs",
                "job_id",
                "dataset_collection_element_id>dataset_collection_element name:text",
            ),
            _linked("job_to_input_library_dataset", "jobs", "job_id", "ldda_id:integer? name:text?"),
            _linked("job_parameter", "jobs", "job_id", "name:text value:text"),
            _linked("job_state_history", "jobs", "job_id", "state:text? create_time:time?"),
            _linked(
                "tool_request_implicit_collection_association",
                "tool_requests",
                "tool_request_id",
                f"dataset_collection_id>{HDCA} output_name:text?",
            ),
            _linked(
                "tool_execution_implicit_collection_association",
                "tool_executions",
                TES_ID,
                f"dataset_collection_id>{HDCA} output_name:text?",
            ),
            _linked("history_user_share_association", "histories", "history_id", "user_id>galaxy_user"),
            _linked("user_role_association", "users", "user_id", "role_id:role"),
            _linked("user_group_association", "users", "user_id", "group_id:integer?"),
            _linked("group_role_association", "users", "group_id", "role_id:role?"),
            _linked("history_tag_association", "histories", "history_id", _TAGS),
            _linked(f"{HDA}_tag_association", "datasets", f"{HDA}_id", _TAGS),
            _linked(
                "history_dataset_collection_tag_association", "collections", "history_dataset_collection_id", _TAGS
            ),
            _linked("history_annotation_association", "histories", "history_id", _NOTES),
            _linked(f"{HDA}_annotation_association", "datasets", f"{HDA}_id", _NOTES),
            _linked(f"{_HDC}_annotation_association", "collections", f"{_HDC}_id", _NOTES),
            _linked(
                "implicitly_created_dataset_collection_inputs",
                ICJ,
                "dataset_collection_id",
                f"input_dataset_collection_id>{HDCA}? name:text?",
            ),
            _linked("implicitly_converted_dataset_association", "datasets", "hda_id", f"hda_parent_id>{HDA}"),
            _linked(
                "workflow_invocation_to_subworkflow_invocation_association",
                "invocations",
                "subworkflow_invocation_id",
                "workflow_invocation_id>workflow_invocation",
            ),
            _linked(
                f"{WIS}_output_dataset_collection_association",
                "invocation_steps",
                f"{WIS}_id",
                f"dataset_collection_id>{HDCA}?",
            ),
        )
    ),
}
