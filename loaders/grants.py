"""What a role of PostgreSQL must be allowed to read, and nothing more: the tables and columns that the loaders name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

TABLES: Final = (
    *("dataset", "dataset_permissions", "dataset_source"),
    *("dataset_collection", "dataset_collection_element"),
    *("group_role_association", "user_group_association", "user_role_association"),
    *("history", "history_annotation_association", "history_audit", "history_tag_association"),
    "history_user_share_association",
    *("history_dataset_association", "history_dataset_association_annotation_association"),
    "history_dataset_association_tag_association",
    *("history_dataset_collection_association", "history_dataset_collection_annotation_association"),
    "history_dataset_collection_tag_association",
    *("implicit_collection_jobs", "implicit_collection_jobs_job_association"),
    *("implicitly_converted_dataset_association", "implicitly_created_dataset_collection_inputs"),
    *("job", "job_parameter", "job_state_history"),
    *("job_to_input_dataset", "job_to_input_dataset_collection"),
    *("job_to_input_dataset_collection_element", "job_to_input_library_dataset"),
    *("job_to_output_dataset", "job_to_output_dataset_collection"),
    *("stored_workflow", "tag"),
    *("tool_execution_implicit_collection_association", "tool_execution_state"),
    *("tool_request", "tool_request_implicit_collection_association", "tool_source"),
    *("workflow", "workflow_invocation", "workflow_invocation_step"),
    "workflow_invocation_step_output_dataset_collection_association",
    *("workflow_invocation_to_subworkflow_invocation_association", "workflow_step"),
)
"""Tables that are read; no Galaxy has all of them."""

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "galaxy_user": ("id", "username", "deleted", "update_time"),
    "dynamic_tool": ("id", "uuid"),
}
"""Tables that hold what is nobody's business, and the columns of them that are read."""


def sql(role: str = "lineage") -> str:
    """Return what makes the role, for the owner of Galaxy's database to run in `psql`."""
    return "\n".join(_lines(role)) + "\n"


def _lines(role: str) -> Iterator[str]:
    yield f"CREATE ROLE {role} LOGIN PASSWORD 'choose-one' CONNECTION LIMIT 8;"
    yield f"ALTER ROLE {role} SET default_transaction_read_only = on;"
    yield f"GRANT USAGE ON SCHEMA public TO {role};"
    for table, columns in COLUMNS.items():
        yield f"GRANT SELECT ({', '.join(columns)}) ON {table} TO {role};"
    yield from ("DO $$", "DECLARE", "    wanted text;", "BEGIN")
    yield f"    EXECUTE format('GRANT CONNECT ON DATABASE %I TO {role}', current_database());"
    yield "    FOREACH wanted IN ARRAY ARRAY["
    yield ",\n".join(f"        '{table}'" for table in TABLES)
    yield "    ] LOOP"
    yield "        IF to_regclass(wanted) IS NOT NULL THEN"
    yield f"            EXECUTE format('GRANT SELECT ON %I TO {role}', wanted);"
    yield from ("        END IF;", "    END LOOP;", "END $$;")
