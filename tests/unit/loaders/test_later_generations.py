"""What later generations keep elsewhere: each rule on a small database (galaxy/records.md 3 to 5)."""

from __future__ import annotations

import json

import pytest

from loaders.generations import recognise
from loaders.streams.implicit_jobs import ImplicitCollectionJobs
from loaders.streams.jobs import Jobs
from loaders.streams.requests import Commands, ToolRequests
from loaders.streams.tool_executions import StepExecutions, ToolExecutions
from loaders.streams.workflows import Steps
from tests.unit.loaders.migrations import GENERATIONS, migrate

PAYLOAD = json.dumps({"x": {"src": "hda", "id": 1}}).encode()
TEICA = "tool_execution_implicit_collection_association"


@pytest.fixture
def g2(galaxy):
    """The latest step of the migrations to TES, without a row in it."""
    migrate(galaxy.path, "G2f")
    return galaxy


def tes(galaxy, id_, state="validated", payload=PAYLOAD, **columns):
    """Add a TES; its tool source is the text of `cat`, with an identity."""
    columns = {"tool_source_id": 1} | columns
    return galaxy.add("tool_execution_state", id=id_, state=state, request=payload, **columns)


def step(galaxy, **columns):
    return galaxy.add("workflow_invocation_step", **columns)


@pytest.mark.parametrize("generation", GENERATIONS)
def test_generations_are_told_apart(galaxy, generation):
    migrate(galaxy.path, generation)
    with galaxy.open() as source:
        expected = {"G2f": "G2e"}.get(generation, generation.removesuffix(" early"))
        assert recognise(source).name == expected


@pytest.mark.parametrize(
    ("state", "payload", "expected", "is_noted"),
    [
        ("validated", PAYLOAD, "validated", False),
        ("not_validated", None, "not_validated", False),
        ("validation_failed", None, "validation_failed", False),
        ("validation_failed", PAYLOAD, "validation_failed", False),
        (None, None, "validation_failed", True),
        ("something new", PAYLOAD, "validation_failed", True),
        ("validated", b"[1]", "missing", True),
    ],
)
def test_validity_is_kept(g2, state, payload, expected, is_noted):
    tes(g2, 7, state, payload, tool_source_id=g2.add("tool_source", source=b'"<tool/>"'))
    loaded = g2.load(ToolExecutions)
    assert loaded.node("ToolExecution", "te/7")["state"] == expected
    assert bool(loaded.problems[7]) == is_noted
    assert bool(loaded.edges("CONSUMED_BY")) == (expected == "validated")


def test_a_request_names_its_execution_whatever_its_id(g2):
    tes(g2, 7)
    g2.add("tool_request", tool_execution_state_id=7, state="failed")
    g2.add("tool_request", state="failed")
    loaded = g2.load(Commands)
    assert loaded.edges("REQUESTED") == {("tr/1", "te/7")}
    assert loaded.keys("ToolRequest") == {"tr/1", "tr/2"}


def test_own_then_request_then_step_then_the_job_itself(g2):
    """A batch keeps the link on its last job; a TES that does not exist counts as none."""
    for id_ in (7, 8, 9):
        tes(g2, id_)
    request = g2.add("tool_request", tool_execution_state_id=7)
    g2.job(tool_request_id=request)
    g2.job(tool_request_id=request, tool_execution_state_id=7)
    g2.job(tool_execution_state_id=8)
    g2.job(tool_execution_state_id=99)
    step(g2, job_id=4, tool_execution_state_id=9)
    g2.job(tool_execution_state_id=99)
    assert g2.load(Jobs).edges("RAN_FOR") == {
        ("job/1", "te/7", "request"),
        ("job/2", "te/7", "own"),
        ("job/3", "te/8", "own"),
        ("job/4", "te/9", "step"),
        ("job/5", "job/5", "own"),
    }


def test_the_jobs_of_a_batch_are_those_of_its_request(g2):
    tes(g2, 7, "validation_failed")
    request = g2.add("tool_request", tool_execution_state_id=7)
    for name, te in (("a", None), ("b", 7)):
        job = g2.job(tool_request_id=request, tool_execution_state_id=te)
        g2.writes(job, name, g2.hda())
        g2.reads(job, name, 5)
    loaded = g2.load(ToolExecutions)
    assert loaded.edges("PRODUCED") == {("te/7", "hda/1", "a"), ("te/7", "hda/2", "b")}
    assert loaded.edges("CONSUMED_BY") == {("hda/5", "te/7", "a", "job"), ("hda/5", "te/7", "b", "job")}


def test_under_an_icj_its_execution_and_stop(g2):
    """ICJ 1 names te 7; ICJ 2 names none, so what its job names does not count."""
    tes(g2, 7), tes(g2, 8)
    icj = g2.mapped(g2.job())
    g2.run("UPDATE implicit_collection_jobs SET tool_execution_state_id = 7 WHERE id = ?", icj)
    g2.mapped(g2.job(tool_execution_state_id=8))
    g2.writes(2, "out", g2.hda())
    assert g2.load(ImplicitCollectionJobs).edges("RAN_FOR") == {("icj/1", "te/7", "own"), ("icj/2", "icj/2", "own")}
    jobs = g2.load(Jobs)
    assert jobs.edges("RAN_FOR") == {("job/1", "te/7", "icj"), ("job/2", "icj/2", "icj")}
    assert [bool(jobs.problems[job]) for job in (1, 2)] == [False, True]
    assert g2.load(ToolExecutions).edges("PRODUCED") == set()


def test_an_empty_map_over_is_known_by_its_collection(g2):
    """TEICA ties hdca 1 to te 7, which a request of another id made."""
    tes(g2, 7)
    g2.add("tool_request", tool_execution_state_id=7)
    made = g2.hdca(g2.collection(), implicit_collection_jobs_id=g2.mapped(), implicit_output_name="out")
    g2.add(TEICA, tool_execution_state_id=7, dataset_collection_id=made, output_name="out")
    assert g2.load(ImplicitCollectionJobs).edges("RAN_FOR") == {("icj/1", "te/7", "collection")}
    assert g2.load(ToolExecutions).edges("PRODUCED") == {("te/7", "hdca/1", "out")}


@pytest.mark.parametrize("named", ["implicit_collection_jobs", "workflow_invocation_step"])
def test_an_empty_map_over_of_a_workflow_made_its_collection(g2, named):
    """No job and no TEICA: hdca 1 is the ICJ's, the ICJ or its step names te 7."""
    tes(g2, 7)
    icj = g2.mapped()
    step(g2, implicit_collection_jobs_id=icj)
    g2.run(f"UPDATE {named} SET tool_execution_state_id = 7")
    g2.hdca(g2.collection(), implicit_collection_jobs_id=icj, implicit_output_name="out")
    assert g2.load(ToolExecutions).edges("PRODUCED") == {("te/7", "hdca/1", "out")}


def test_an_empty_map_over_with_its_payload_on_the_step(galaxy):
    migrate(galaxy.path, "STEP_STATE")
    icj = galaxy.mapped()
    step(galaxy, implicit_collection_jobs_id=icj, request=PAYLOAD, request_state="validated")
    galaxy.hdca(galaxy.collection(), implicit_collection_jobs_id=icj, implicit_output_name="out")
    assert galaxy.load(StepExecutions).edges("PRODUCED") == {("wis/1", "hdca/1", "out")}


def test_a_half_way_database_has_both_ties(galaxy):
    """TEICA is there and TRICA is not gone: hdca 1 by one, hdca 2 by both."""
    migrate(galaxy.path, "G2d")
    galaxy.run(
        f"CREATE TABLE {TEICA} (id INTEGER PRIMARY KEY, tool_execution_state_id INTEGER,"
        " dataset_collection_id INTEGER, output_name VARCHAR)"
    )
    tes(galaxy, 7)
    request = galaxy.add("tool_request", tool_execution_state_id=7)
    for _ in range(2):
        galaxy.ties(request, galaxy.hdca(galaxy.collection()), "out")
    galaxy.add(TEICA, tool_execution_state_id=7, dataset_collection_id=2, output_name="out")
    assert galaxy.load(ToolExecutions).edges("PRODUCED") == {("te/7", "hdca/1", "out"), ("te/7", "hdca/2", "out")}


def test_a_step_and_its_icj_point_to_one_execution(g2):
    tes(g2, 7)
    icj = g2.mapped(g2.job())
    g2.run("UPDATE implicit_collection_jobs SET tool_execution_state_id = 7")
    step(g2, implicit_collection_jobs_id=icj, tool_execution_state_id=7)
    assert g2.load(Steps).edges("SCHEDULED") == {("wis/1", "te/7")}
    assert g2.load(ImplicitCollectionJobs).edges("RAN_FOR") == {("icj/1", "te/7", "own")}
    assert g2.load(Steps).edges("RAN_FOR") == set()


@pytest.mark.parametrize("state", ["not_validated", "validation_failed"])
def test_a_failed_capture_stays_on_the_step(g2, state):
    """Only the step names te 7 and te 8: ICJ and job ran for them, and tell what they made."""
    tes(g2, 7, state, None), tes(g2, 8, state, None)
    step(g2, implicit_collection_jobs_id=g2.mapped(g2.job()), tool_execution_state_id=7)
    step(g2, job_id=g2.job(), tool_execution_state_id=8)
    for job in (1, 2):
        g2.writes(job, "out", g2.hda())
    assert g2.load(ImplicitCollectionJobs).edges("RAN_FOR") == {("icj/1", "te/7", "step")}
    assert g2.load(Jobs).edges("RAN_FOR") == {("job/1", "te/7", "icj"), ("job/2", "te/8", "step")}
    assert g2.load(ToolExecutions).edges("PRODUCED") == {("te/7", "hda/1", "out"), ("te/8", "hda/2", "out")}


def test_early_scripts_name_executions_on_jobs_only(galaxy):
    migrate(galaxy.path, "G2b early")
    galaxy.add("tool_execution_state", id=7, state="validated", request=PAYLOAD)
    galaxy.mapped(galaxy.job(tool_execution_state_id=7), galaxy.job())
    assert galaxy.load(ImplicitCollectionJobs).edges("RAN_FOR") == {("icj/1", "te/7", "own")}


def test_a_merged_tool_source_is_not_trusted(galaxy):
    """te 1 ran cat and te 2 dog; the text that is left is cat's. te 3 has no job: nobody knows its tool."""
    for tool in ("cat", "dog", "cow"):
        galaxy.request({}, tool_source_id=galaxy.tool_source(f"<tool id='{tool}' version='1'/>"))
    galaxy.job(tool_request_id=1), galaxy.job(tool_request_id=2, tool_id="dog")
    migrate(galaxy.path, "G2f")
    loaded = galaxy.load(ToolExecutions)
    found = [loaded.node("ToolSource", key) for key in loaded.keys("ToolSource")]
    assert {(s["tool_id"], s["source"], s["untrusted"]) for s in found} == {
        ("cat", "<tool id='cat' version='1'/>", True),
        ("dog", "<tool id='cat' version='1'/>", True),
    }
    assert {edge[0] for edge in loaded.edges("OF_TOOL")} == {"te/1", "te/2"}
    assert "tool_id" not in loaded.node("ToolExecution", "te/3")


@pytest.mark.parametrize("generation", ["G2f", "G3"])
def test_a_later_tool_source_says_which_tool_it_is(galaxy, generation):
    """The text knows the short id, the columns the full one."""
    migrate(galaxy.path, generation)
    known = {"tool_id": "shed/cat", "tool_version": "2", "hash": "abc", "identity_hash": "def"}
    source = galaxy.add("tool_source", source=json.dumps("<tool id='cat' version='1'/>").encode(), **known)
    if generation == "G2f":
        tes(galaxy, 1, tool_source_id=source)
    else:
        galaxy.request({}, tool_source_id=source)
    loaded = galaxy.load(ToolExecutions if generation == "G2f" else ToolRequests)
    (key,) = loaded.keys("ToolSource")
    assert loaded.edges("OF_TOOL") == {("te/1", key)}
    assert "untrusted" not in loaded.node("ToolSource", key)
    assert loaded.node("ToolExecution", "te/1")["tool_id"] == "shed/cat"


def test_a_minted_request_is_found_by_its_jobs_or_its_collection(galaxy):
    """te 1 by job 1, te 2 by the output of an empty ICJ, te 3 by the output of a step with neither."""
    migrate(galaxy.path, "G3")
    source = galaxy.tool_source("<tool id='cat'/>")
    for _ in range(3):
        galaxy.request({}, state=None, request_state="validated", tool_source_id=source)
    step(galaxy, job_id=galaxy.job(tool_request_id=1))
    icj = galaxy.mapped()
    galaxy.ties(2, galaxy.hdca(galaxy.collection(), implicit_collection_jobs_id=icj), "out")
    step(galaxy, implicit_collection_jobs_id=icj)
    galaxy.ties(3, galaxy.hdca(galaxy.collection()), "out")
    galaxy.add(
        "workflow_invocation_step_output_dataset_collection_association",
        workflow_invocation_step_id=step(galaxy),
        dataset_collection_id=2,
    )
    assert galaxy.load(Steps).edges("SCHEDULED") == {("wis/1", "te/1"), ("wis/2", "te/2"), ("wis/3", "te/3")}
    assert galaxy.load(Jobs).edges("RAN_FOR") == {("job/1", "te/1", "own")}
    assert "state" not in galaxy.load(ToolRequests).node("ToolRequest", "tr/1")


def test_payloads_on_steps_are_executions(galaxy):
    """wis 1 with its job, wis 2 with its ICJ, wis 3 skipped; wis 4 was never captured."""
    migrate(galaxy.path, "STEP_STATE")
    step(galaxy, job_id=galaxy.job(), request=PAYLOAD, request_state="validated")
    step(galaxy, implicit_collection_jobs_id=galaxy.mapped(galaxy.job()), request_state="validation_failed")
    step(galaxy, request_state="not_validated")
    step(galaxy, job_id=galaxy.job())
    for job in (1, 2, 3):
        galaxy.writes(job, "out", galaxy.hda())
    loaded = galaxy.load(StepExecutions)
    states = {key: loaded.node("ToolExecution", key)["state"] for key in loaded.keys("ToolExecution")}
    assert states == {"wis/1": "validated", "wis/2": "validation_failed", "wis/3": "not_validated"}
    assert loaded.edges("CONSUMED_BY") == {("hda/1", "wis/1", "x", "payload")}
    assert loaded.edges("PRODUCED") == {("wis/1", "hda/1", "out"), ("wis/2", "hda/2", "out")}
    assert galaxy.load(Jobs).edges("RAN_FOR") == {
        ("job/1", "wis/1", "step"),
        ("job/2", "wis/2", "icj"),
        ("job/3", "job/3", "own"),
    }
    assert galaxy.load(ImplicitCollectionJobs).edges("RAN_FOR") == {("icj/1", "wis/2", "step")}
    assert galaxy.load(Steps).edges("SCHEDULED") == {
        ("wis/1", "wis/1"),
        ("wis/2", "wis/2"),
        ("wis/3", "wis/3"),
        ("wis/4", "job/3"),
    }
