"""The tables that are filled, and rows that wait to be written."""

from __future__ import annotations

from collections import Counter
from typing import Any

COLUMNS = {
    "galaxy_user": "create_time update_time email username password external deleted purged disk_usage active",
    "role": "create_time update_time name description type deleted",
    "user_role_association": "user_id role_id create_time update_time",
    "history": (
        "create_time update_time user_id name hid_counter deleted purged importing importable slug published archived"
    ),
    "history_user_share_association": "history_id user_id",
    "history_tag_association": "history_id tag_id user_id user_tname value user_value",
    "history_annotation_association": "history_id user_id annotation",
    "tag": "type name",
    "dataset": (
        "job_id create_time update_time state deleted purged purgable object_store_id file_size total_size uuid"
    ),
    "dataset_source": "dataset_id source_uri transform requested_transform",
    "dataset_permissions": "create_time update_time action dataset_id role_id",
    "history_dataset_association": (
        "history_id dataset_id create_time update_time copied_from_history_dataset_association_id name info blurb peek"
        " tool_version extension metadata metadata_deferred deleted visible version hid purged validated_state"
    ),
    "history_dataset_association_tag_association": (
        "history_dataset_association_id tag_id user_id user_tname value user_value"
    ),
    "history_dataset_association_annotation_association": "history_dataset_association_id user_id annotation",
    "implicitly_converted_dataset_association": (
        "create_time update_time hda_id hda_parent_id deleted metadata_safe type"
    ),
    "dataset_collection": "collection_type populated_state element_count create_time update_time",
    "dataset_collection_element": (
        "dataset_collection_id hda_id child_collection_id element_index element_identifier"
    ),
    "history_dataset_collection_association": (
        "collection_id history_id name hid visible deleted copied_from_history_dataset_collection_association_id"
        " implicit_output_name job_id implicit_collection_jobs_id create_time update_time"
    ),
    "history_dataset_collection_tag_association": (
        "history_dataset_collection_id tag_id user_id user_tname value user_value"
    ),
    "tool_source": "hash source source_class",
    "tool_request": "tool_source_id history_id request state state_message",
    "tool_request_implicit_collection_association": "tool_request_id dataset_collection_id output_name",
    "job": (
        "create_time update_time history_id tool_id tool_version galaxy_version state command_line dependencies"
        " job_messages job_stdout job_stderr tool_stdout tool_stderr exit_code user_id job_runner_name"
        " job_runner_external_id destination_id imported handler object_store_id tool_request_id tool_state"
    ),
    "job_state_history": "create_time job_id state",
    "job_parameter": "job_id name value",
    "job_to_input_dataset": "job_id dataset_id dataset_version name",
    "job_to_input_dataset_collection": "job_id dataset_collection_id name",
    "job_to_input_dataset_collection_element": "job_id dataset_collection_element_id name",
    "job_to_output_dataset": "job_id dataset_id name",
    "job_to_output_dataset_collection": "job_id dataset_collection_id name",
    "implicit_collection_jobs": "populated_state",
    "implicit_collection_jobs_job_association": "implicit_collection_jobs_id job_id order_index",
    "implicitly_created_dataset_collection_inputs": "dataset_collection_id input_dataset_collection_id name",
    "stored_workflow": (
        "create_time update_time user_id latest_workflow_id name deleted hidden importable slug published"
    ),
    "workflow": "create_time update_time stored_workflow_id name has_cycles has_errors license uuid doi",
    "workflow_step": (
        "create_time update_time workflow_id type tool_id tool_version tool_inputs position order_index uuid label"
    ),
    "workflow_step_input": "workflow_step_id name default_value_set runtime_value",
    "workflow_step_connection": "output_step_id input_step_input_id output_name",
    "workflow_invocation": (
        "create_time update_time workflow_id state scheduler handler uuid history_id on_complete"
    ),
    "workflow_invocation_step": (
        "create_time update_time workflow_invocation_id workflow_step_id state job_id implicit_collection_jobs_id"
    ),
    "workflow_invocation_to_subworkflow_invocation_association": (
        "workflow_invocation_id subworkflow_invocation_id workflow_step_id"
    ),
}  # fmt: skip
"""The columns of each table after `id`, in the order in which rows are given."""

AUDIT = "history_audit"
"""The one table without an id: (history_id, update_time). In a database that is there its triggers fill it."""


class Rows:
    """Rows that wait, by table, and the highest id of each table."""

    def __init__(self, highest: dict[str, int] | None = None) -> None:
        self.highest = Counter(highest or {})
        self.waiting: dict[str, list[tuple[Any, ...]]] = {table: [] for table in (*COLUMNS, AUDIT)}
        self.count = 0
        self._audited: dict[int, str] = {}

    def add(self, table: str, *values: Any) -> int:
        """Give a row an id and keep it."""
        self.highest[table] = id_ = self.highest[table] + 1
        self.waiting[table].append((id_, *values))
        self.count += 1
        return id_

    def audit(self, history: int, time: str) -> None:
        if self._audited.get(history) != time:
            self.waiting[AUDIT].append((history, time))
            self._audited[history] = time

    def taken(self) -> dict[str, list[tuple[Any, ...]]]:
        """Return what waits and start anew."""
        taken = {table: rows for table, rows in self.waiting.items() if rows}
        self.waiting = {table: [] for table in (*COLUMNS, AUDIT)}
        self.count = 0
        return taken
