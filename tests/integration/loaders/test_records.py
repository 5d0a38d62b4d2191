"""The samples in the graph, held against hand-written SQL over their databases."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.integration.loaders.content import Content

pytestmark = pytest.mark.service


@pytest.fixture(params=["demo", "main"])
def instance(request) -> str:
    """Each sample database in turn."""
    return request.param


@pytest.fixture
def database(instance, request) -> Iterator[sqlite3.Connection]:
    """The database of that sample."""
    path: Path = request.getfixturevalue("demo_sqlite" if instance == "demo" else "oracle_sqlite")
    with closing(sqlite3.connect(path)) as connection:
        yield connection


@pytest.fixture
def found(instance, sample_content) -> Content:
    """What is in the graph of it."""
    return sample_content[instance]


@pytest.mark.parametrize(
    ("label", "kind", "table"),
    [
        ("User", "user", "galaxy_user"),
        ("History", "history", "history"),
        ("Dataset", "hda", "history_dataset_association"),
        ("Collection", "hdca", "history_dataset_collection_association"),
        ("ToolRequest", "tr", "tool_request"),
        ("ImplicitCollectionJobs", "icj", "implicit_collection_jobs"),
        ("Job", "job", "job"),
        ("Workflow", "wf", "workflow"),
        ("WorkflowInvocation", "wi", "workflow_invocation"),
        ("WorkflowInvocationStep", "wis", "workflow_invocation_step"),
    ],
)
def test_every_row_has_its_node(found, database, label, kind, table):
    assert set(found.nodes[label]) == {f"{kind}/{id_}" for (id_,) in database.execute(f"SELECT id FROM {table}")}


SETS = {
    "IN_HISTORY": """
        SELECT 'hda/' || id, 'history/' || history_id FROM history_dataset_association
        UNION SELECT 'hdca/' || id, 'history/' || history_id FROM history_dataset_collection_association""",
    "OWNS": "SELECT 'user/' || user_id, 'history/' || id FROM history WHERE user_id IS NOT NULL",
    "MAY_READ": "SELECT 'user/' || user_id, 'history/' || history_id FROM history_user_share_association",
    "COPIED_TO": """
        SELECT 'hda/' || copied_from_history_dataset_association_id, 'hda/' || id FROM history_dataset_association
        WHERE copied_from_history_dataset_association_id IS NOT NULL
        UNION SELECT 'hdca/' || copied_from_history_dataset_collection_association_id, 'hdca/' || id
        FROM history_dataset_collection_association
        WHERE copied_from_history_dataset_collection_association_id IS NOT NULL""",
    "CONVERTED_TO": "SELECT 'hda/' || hda_parent_id, 'hda/' || hda_id FROM implicitly_converted_dataset_association",
    "REQUESTED": "SELECT 'tr/' || id, 'te/' || id FROM tool_request",
    "WROTE": """
        SELECT 'job/' || job_id, 'hda/' || dataset_id FROM job_to_output_dataset
        UNION SELECT 'job/' || job_id, 'hdca/' || dataset_collection_id FROM job_to_output_dataset_collection""",
    "MEMBER_OF": """
        SELECT 'job/' || job_id, 'icj/' || implicit_collection_jobs_id
        FROM implicit_collection_jobs_job_association""",
    "STEP_OF": "SELECT 'wis/' || id, 'wi/' || workflow_invocation_id FROM workflow_invocation_step",
    "OF_WORKFLOW": "SELECT 'wi/' || id, 'wf/' || workflow_id FROM workflow_invocation",
    "SUBINVOCATION_OF": """
        SELECT 'wi/' || subworkflow_invocation_id, 'wi/' || workflow_invocation_id
        FROM workflow_invocation_to_subworkflow_invocation_association""",
    "ELEMENT_OF": """
        WITH RECURSIVE inside(hdca, collection) AS (
            SELECT id, collection_id FROM history_dataset_collection_association
            UNION SELECT hdca, child_collection_id FROM inside JOIN dataset_collection_element
                  ON dataset_collection_id = collection WHERE child_collection_id IS NOT NULL)
        SELECT 'hda/' || hda_id, 'hdca/' || hdca FROM inside JOIN dataset_collection_element
        ON dataset_collection_id = collection WHERE hda_id IS NOT NULL""",
    "READ_BY": """
        SELECT 'hda/' || dataset_id, 'job/' || job_id FROM job_to_input_dataset WHERE dataset_id IS NOT NULL
        UNION SELECT 'hdca/' || dataset_collection_id, 'job/' || job_id FROM job_to_input_dataset_collection
        UNION SELECT 'hda/' || hda_id, 'job/' || i.job_id FROM job_to_input_dataset_collection_element i
              JOIN dataset_collection_element e ON e.id = dataset_collection_element_id WHERE hda_id IS NOT NULL
        UNION SELECT 'hdca/' || min(h.id), 'job/' || i.job_id FROM job_to_input_dataset_collection_element i
              JOIN dataset_collection_element e ON e.id = dataset_collection_element_id
              JOIN history_dataset_collection_association h ON h.collection_id = e.dataset_collection_id
              WHERE child_collection_id IS NOT NULL GROUP BY i.id""",
}


@pytest.mark.parametrize("edge_type", SETS)
def test_every_record_has_its_edge(found, database, edge_type):
    assert found.pairs(edge_type) == set(database.execute(SETS[edge_type]))


PAYLOAD = """
    SELECT CASE t.value ->> '$.src' WHEN 'dce' THEN 'hda/' || e.hda_id
           ELSE (t.value ->> '$.src') || '/' || (t.value ->> '$.id') END,
           'te/' || r.id
    FROM tool_request r JOIN json_tree(CAST(r.request AS TEXT)) t
    LEFT JOIN dataset_collection_element e ON t.value ->> '$.src' = 'dce' AND e.id = t.value ->> '$.id'
    WHERE t.type = 'object' AND t.value ->> '$.src' IN ('hda', 'hdca', 'dce')"""


def test_payloads_name_their_inputs(found, database):
    """A `dce` that is a collection (no `hda_id`) is checked by the unit tests."""
    expected = {pair for pair in database.execute(PAYLOAD) if pair[0] is not None}
    payload = {(s, t) for s, t, p in found.edges["CONSUMED_BY"] if p["via"] == "payload"}
    assert expected <= payload
    assert all(
        p.get("src") == "dce" and s.startswith("hdca/")
        for s, t, p in found.edges["CONSUMED_BY"]
        if p["via"] == "payload" and (s, t) not in expected
    )


def test_every_job_ran_for_exactly_one_execution(found):
    ran = Counter(source for source, _, _ in found.edges["RAN_FOR"])
    assert set(ran) == set(found.nodes["Job"]) | set(found.nodes["ImplicitCollectionJobs"])
    assert set(ran.values()) == {1}


def test_what_jobs_wrote_their_executions_produced(found):
    """(job)-[:WROTE]->(x) and (job)-[:RAN_FOR]->(te) say (te)-[:PRODUCED]->(x); more for map-overs without jobs."""
    execution = {job: te for job, te, _ in found.edges["RAN_FOR"]}
    by_jobs = {(execution[job], item, p["output"]) for job, item, p in found.edges["WROTE"]}
    produced = {(te, item, p["output"]) for te, item, p in found.edges["PRODUCED"]}
    assert by_jobs <= produced
    jobless = {item for _, item, _ in produced - by_jobs}
    written = {item for _, item, _ in by_jobs}
    assert all(item.startswith("hdca/") for item in jobless)
    assert not jobless & written


def test_executions_without_a_request(found, database):
    free = "SELECT id FROM job WHERE tool_request_id IS NULL"
    mapped = "SELECT job_id FROM implicit_collection_jobs_job_association"
    expected = {f"job/{id_}" for (id_,) in database.execute(f"{free} AND id NOT IN ({mapped})")}
    assert {key for key in found.nodes["ToolExecution"] if key.startswith("job/")} == expected
    assert all(found.nodes["ToolExecution"][key]["state"] == "missing" for key in expected)


def test_tool_sources_are_shared(found, database):
    texts = database.execute("SELECT count(DISTINCT source) FROM tool_source").fetchone()[0]
    assert len(found.nodes["ToolSource"]) >= texts
    assert len(found.edges["OF_TOOL"]) == len(found.nodes["ToolRequest"])


def test_elements_know_that_they_are(found, database):
    rows = database.execute("SELECT DISTINCT 'hda/' || hda_id FROM dataset_collection_element WHERE hda_id IS NOT NULL")
    assert {key for key, p in found.nodes["Dataset"].items() if p["is_element"]} == {key for (key,) in rows}


def test_times_have_the_one_form(found):
    times = {
        value
        for nodes in found.nodes.values()
        for properties in nodes.values()
        for name, value in properties.items()
        if name.endswith("_time")
    }
    assert times
    assert all(len(time) == len("2026-11-20T12:00:00.000000Z") and time.endswith("Z") for time in times)
