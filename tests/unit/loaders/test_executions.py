"""Requests, map-overs and jobs of a small Galaxy: the settled details of the design, one by one."""

from __future__ import annotations

import json

import pytest

from loaders.generations import recognise
from loaders.keys import Keys
from loaders.record import Record
from loaders.streams import Context
from loaders.streams.implicit_jobs import ImplicitCollectionJobs
from loaders.streams.jobs import Jobs
from loaders.streams.requests import ToolRequests
from loaders.streams.tool_sources import ToolSources
from loaders.streams.workflows import Steps


def ref(id_, src="hda"):
    return {"src": src, "id": id_}


def test_one_request_one_job(galaxy):
    """hda 1 → te 1 → hda 2: job 1 ran for the request."""
    read, written = galaxy.hda(), galaxy.hda()
    request = galaxy.request({"cond": {"x": ref(read)}}, state="submitted", history_id=1)
    job = galaxy.job(tool_request_id=request, tool_id="shed/cat", tool_version="2")
    galaxy.writes(job, "out", written)
    requests, jobs = galaxy.load(ToolRequests), galaxy.load(Jobs)
    assert requests.node("ToolExecution", "te/1") == {
        "state": "validated",
        "payload": '{"cond":{"x":{"id":1,"src":"hda"}}}',
        "tool_id": "shed/cat",
        "tool_version": "2",
        "create_time": "2026-11-20T12:00:00.000000Z",
    }
    assert requests.node("ToolRequest", "tr/1") == {"state": "submitted", "history_id": 1}
    assert requests.edges("REQUESTED") == {("tr/1", "te/1")}
    assert requests.edges("CONSUMED_BY") == {("hda/1", "te/1", "cond|x", "payload")}
    assert requests.edges("PRODUCED") == {("te/1", "hda/2", "out")}
    assert jobs.edges("RAN_FOR") == {("job/1", "te/1", "own")}
    assert jobs.edges("WROTE") == {("job/1", "hda/2", "out")}
    assert jobs.keys("ToolExecution") == set()


def test_an_executions_time_is_that_of_its_earliest_job(galaxy):
    request = galaxy.request({})
    galaxy.job(tool_request_id=request, create_time="2026-11-20 12:00:05")
    galaxy.job(tool_request_id=request, create_time="2026-11-20 12:00:01.5")
    assert galaxy.load(ToolRequests).node("ToolExecution", "te/1")["create_time"] == "2026-11-20T12:00:01.500000Z"


def test_a_batch_is_one_execution_of_several_jobs(galaxy):
    request = galaxy.request({"x": {"__class__": "Batch", "values": [ref(1), ref(2)]}})
    for _ in range(2):
        galaxy.writes(galaxy.job(tool_request_id=request), "out", galaxy.hda())
    loaded = galaxy.load(ToolRequests)
    assert loaded.edges("CONSUMED_BY") == {
        ("hda/1", "te/1", "x", "payload", True),
        ("hda/2", "te/1", "x", "payload", True),
    }
    assert loaded.edges("PRODUCED") == {("te/1", "hda/1", "out"), ("te/1", "hda/2", "out")}


def test_a_map_over_made_its_elements_too(galaxy):
    """hdca 1 → te 1 → hdca 2 with hda 3 and 4; the ICJ supersedes its jobs, also one that has no request."""
    collection = galaxy.collection(a=1, b=2)
    galaxy.hdca(collection), galaxy.hdca(galaxy.collection(a=3, b=4))
    request = galaxy.request({"x": {"__class__": "Batch", "values": [ref(1, "hdca")]}})
    jobs = [galaxy.job(tool_request_id=request), galaxy.job()]
    galaxy.mapped(*jobs)
    for job, hda in zip(jobs, (3, 4), strict=True):
        galaxy.writes(job, "out", hda)
        galaxy.writes_collection(job, "out", 2)
    galaxy.ties(request, 2, "out")
    loaded, icjs = galaxy.load(ToolRequests), galaxy.load(ImplicitCollectionJobs)
    assert loaded.edges("PRODUCED") == {("te/1", "hda/3", "out"), ("te/1", "hda/4", "out"), ("te/1", "hdca/2", "out")}
    assert loaded.edges("CONSUMED_BY") == {("hdca/1", "te/1", "x", "payload", True)}
    assert icjs.edges("RAN_FOR") == {("icj/1", "te/1", "own")}
    assert icjs.keys("ToolExecution") == set()
    assert galaxy.load(Jobs).edges("RAN_FOR") == {("job/1", "te/1", "icj"), ("job/2", "te/1", "icj")}
    assert galaxy.load(Jobs).edges("MEMBER_OF") == {("job/1", "icj/1", 0), ("job/2", "icj/1", 1)}


def test_an_icj_of_two_requests_is_nobodys(galaxy):
    """The resolver stops at the ICJ: it is its own execution, and the requests made only what TRICA says."""
    requests = [galaxy.request({}), galaxy.request({})]
    galaxy.mapped(*(galaxy.job(tool_request_id=request) for request in requests))
    galaxy.writes(1, "out", galaxy.hda())
    galaxy.ties(requests[1], galaxy.hdca(galaxy.collection()), "out")
    assert galaxy.load(ToolRequests).edges("PRODUCED") == {("te/2", "hdca/1", "out")}
    icjs = galaxy.load(ImplicitCollectionJobs)
    assert icjs.node("ToolExecution", "icj/1")["state"] == "missing"
    assert icjs.edges("PRODUCED") == {("icj/1", "hda/1", "out")}
    assert galaxy.load(Jobs).edges("RAN_FOR") == {("job/1", "icj/1", "icj"), ("job/2", "icj/1", "icj")}


def test_an_empty_map_over_is_known_by_its_collection(galaxy):
    """No job, no association: TRICA ties hdca 2 to the request, and hdca 2 names the ICJ; its copy proves nothing."""
    source = galaxy.hdca(galaxy.collection())
    icj = galaxy.mapped()
    made = galaxy.hdca(galaxy.collection(), implicit_collection_jobs_id=icj, implicit_output_name="out")
    galaxy.hdca(
        galaxy.collection(),
        implicit_collection_jobs_id=icj,
        copied_from_history_dataset_collection_association_id=made,
    )
    request = galaxy.request({"x": {"__class__": "Batch", "values": [ref(source, "hdca")]}})
    galaxy.ties(request, made, "out")
    assert galaxy.load(ToolRequests).edges("PRODUCED") == {("te/1", "hdca/2", "out")}
    icjs = galaxy.load(ImplicitCollectionJobs)
    assert icjs.edges("RAN_FOR") == {("icj/1", "te/1", "collection")}
    assert icjs.keys("ToolExecution") == set()


def test_an_empty_classic_map_over_has_its_premap_inputs(galaxy):
    source = galaxy.hdca(galaxy.collection())
    made = galaxy.hdca(galaxy.collection(), implicit_collection_jobs_id=galaxy.mapped(), implicit_output_name="out")
    galaxy.was_mapped_over(made, source, "cond|x")
    icjs = galaxy.load(ImplicitCollectionJobs)
    assert icjs.node("ToolExecution", "icj/1") == {"state": "missing"}
    assert icjs.edges("PRODUCED") == {("icj/1", "hdca/2", "out")}
    assert icjs.edges("CONSUMED_BY") == {("hdca/1", "icj/1", "cond|x", "premap", True)}


def test_a_classic_map_over_shows_each_evidence(galaxy):
    source, made = galaxy.hdca(galaxy.collection(a=1)), galaxy.hdca(galaxy.collection(a=2))
    job = galaxy.job()
    icj = galaxy.mapped(job)
    galaxy.run("UPDATE history_dataset_collection_association SET implicit_collection_jobs_id = ? WHERE id = 2", icj)
    galaxy.reads(job, "x", 1)
    galaxy.writes(job, "out", 2)
    galaxy.writes_collection(job, "out", made)
    galaxy.was_mapped_over(made, source, "x")
    assert galaxy.load(ImplicitCollectionJobs).edges("CONSUMED_BY") == {
        ("hda/1", "icj/1", "x", "job"),
        ("hdca/1", "icj/1", "x", "premap", True),
    }


def test_a_classic_job_is_its_own_execution(galaxy):
    job = galaxy.job(tool_id="__DATA_FETCH__")
    galaxy.reads(job, "x", 1)
    galaxy.reads(job, "optional", None)
    galaxy.writes(job, "out", 2)
    galaxy.add("job_to_input_library_dataset", job_id=job, ldda_id=5, name="lib")
    loaded = galaxy.load(Jobs)
    assert loaded.node("ToolExecution", "job/1") == {
        "state": "missing",
        "tool_id": "__DATA_FETCH__",
        "tool_version": "1",
        "create_time": "2026-11-20T12:00:00.000000Z",
        "external_inputs": '[{"id":5,"input":"lib","src":"ldda"}]',
    }
    assert loaded.edges("RAN_FOR") == {("job/1", "job/1", "own")}
    assert loaded.edges("CONSUMED_BY") == {("hda/1", "job/1", "x", "job")}
    assert loaded.edges("READ_BY") == {("hda/1", "job/1", "x")}
    assert loaded.edges("PRODUCED") == {("job/1", "hda/2", "out")}


def test_members_of_a_multiple_input_have_its_name(galaxy):
    """`xs1`, `xs2` and once more `xs` for the first: one input."""
    job = galaxy.job(tool_state=json.dumps({"xs": [ref(1), ref(2)]}))
    for name, hda in (("xs", 1), ("xs1", 1), ("xs2", 2)):
        galaxy.reads(job, name, hda)
    assert galaxy.load(Jobs).edges("READ_BY") == {("hda/1", "job/1", "xs"), ("hda/2", "job/1", "xs")}


def test_numbered_parameters_keep_their_names(galaxy):
    job = galaxy.job()
    for name, value in (("x", '{"values": []}'), ("x1", '{"values": []}')):
        galaxy.add("job_parameter", job_id=job, name=name, value=value)
        galaxy.reads(job, name, 1)
    assert galaxy.load(Jobs).edges("READ_BY") == {("hda/1", "job/1", "x"), ("hda/1", "job/1", "x1")}


def test_an_element_comes_from_its_dataset_or_from_the_collection_that_holds_it(galaxy):
    """hdca 2 (the first is a copy) = list:paired {p1: {forward: hda 1, reverse: hda 2}}."""
    pair = galaxy.collection("paired", forward=1, reverse=2)
    outer = galaxy.collection("list:paired", p1=("child", pair))
    galaxy.hdca(outer, copied_from_history_dataset_collection_association_id=2)
    galaxy.hdca(outer)
    galaxy.request({"leaf": ref(1, "dce"), "inner": {"__class__": "Batch", "values": [ref(3, "dce")]}})
    job = galaxy.job()
    galaxy.add("job_to_input_dataset_collection_element", job_id=job, dataset_collection_element_id=3, name="inner")
    assert galaxy.load(ToolRequests).edges("CONSUMED_BY") == {
        ("hda/1", "te/1", "leaf", "payload", "dce", ("p1", "forward")),
        ("hdca/2", "te/1", "inner", "payload", True, "dce", ("p1",)),
    }
    assert galaxy.load(Jobs).edges("READ_BY") == {("hdca/2", "job/1", "inner", ("p1",))}


def test_an_element_that_is_not_there_is_noted(galaxy):
    galaxy.request({"x": ref(99, "dce")})
    assert galaxy.load(ToolRequests).problems == {1: ["request: no collection element 99 (x)"]}


def test_external_inputs_stay_in_the_execution(galaxy):
    galaxy.request({"x": {"src": "url", "url": "https://example.org/a", "ext": "txt"}})
    loaded = galaxy.load(ToolRequests)
    assert json.loads(loaded.node("ToolExecution", "te/1")["external_inputs"]) == [
        {"input": "x", "src": "url", "url": "https://example.org/a", "ext": "txt"}
    ]


def test_a_failed_request_is_an_execution_without_output(galaxy):
    galaxy.request({"x": ref(1)}, state="failed", state_message=b'{"err_msg": "no"}')
    loaded = galaxy.load(ToolRequests)
    assert loaded.node("ToolRequest", "tr/1")["state_message"] == '{"err_msg":"no"}'
    assert loaded.node("ToolExecution", "te/1")["state"] == "validated"
    assert loaded.node("ToolExecution", "te/1")["tool_id"] == "cat"  # what its source says
    assert loaded.edges("PRODUCED") == set()


def test_a_payload_that_was_encoded_twice(galaxy):
    galaxy.request(json.dumps(json.dumps({"x": ref(1)})).encode())
    loaded = galaxy.load(ToolRequests)
    assert loaded.edges("CONSUMED_BY") == {("hda/1", "te/1", "x", "payload")}
    assert loaded.problems == {1: []}


@pytest.mark.parametrize("payload", [b"{broken", b"[1, 2]", b'"text"', b"7", b"\xff", b"[" * 100_000])
def test_a_broken_payload_is_noted_and_the_jobs_tell(galaxy, payload):
    request = galaxy.request(payload)
    job = galaxy.job(tool_request_id=request)
    galaxy.reads(job, "x", 1)
    loaded = galaxy.load(ToolRequests)
    execution = loaded.node("ToolExecution", "te/1")
    assert execution["state"] == "missing"
    assert "payload" not in execution
    assert loaded.edges("CONSUMED_BY") == {("hda/1", "te/1", "x", "job")}
    assert len(loaded.problems[1]) == 1


def test_a_job_whose_request_is_gone_is_its_own_execution(galaxy):
    galaxy.job(tool_request_id=99)
    loaded = galaxy.load(Jobs)
    assert loaded.edges("RAN_FOR") == {("job/1", "job/1", "own")}
    assert loaded.node("Job", "job/1")["tool_request_id"] == 99


def test_the_end_of_a_failed_jobs_stderr_is_kept(galaxy):
    galaxy.job(state="error", tool_stderr="x" * 5000 + "the end", job_stderr="other")
    galaxy.job(state="ok", tool_stderr="a warning")
    galaxy.job(state="error", job_stderr="killed")
    loaded = galaxy.load(Jobs)
    stderr = loaded.node("Job", "job/1")["stderr"]
    assert len(stderr) == 4000
    assert stderr.endswith("xthe end")
    assert "stderr" not in loaded.node("Job", "job/2")
    assert loaded.node("Job", "job/3")["stderr"] == "killed"


def test_parameters_and_state_of_a_job(galaxy):
    galaxy.job(tool_state="null")
    job = galaxy.job(tool_state='{"b": 1, "a": 2}')
    galaxy.add("job_parameter", job_id=job, name="n", value='"3"')
    loaded = galaxy.load(Jobs)
    assert "tool_state" not in loaded.node("Job", "job/1")
    assert loaded.node("Job", "job/2")["tool_state"] == '{"a":2,"b":1}'
    assert loaded.node("Job", "job/2")["parameters"] == '{"n":"\\"3\\""}'


def test_a_tool_source_is_one_node_per_text_and_identity(galaxy):
    """Two rows with the same text and tool, one with another version, one that no job tells about."""
    text = "<tool id='cat' version='1'/>"
    for version in ("1", "1", "2", None):
        request = galaxy.request({}, tool_source_id=galaxy.tool_source(text))
        if version:
            galaxy.job(tool_request_id=request, tool_id="shed/cat", tool_version=version)
    loaded = galaxy.load(ToolRequests)
    assert len(loaded.keys("ToolSource")) == 3
    by_execution = dict(loaded.edges("OF_TOOL"))
    assert by_execution["te/1"] == by_execution["te/2"]
    node = loaded.node("ToolSource", by_execution["te/4"])
    assert (node["tool_id"], node["tool_version"], node["source"]) == ("cat", "1", text)
    assert loaded.node("ToolSource", by_execution["te/3"])["tool_id"] == "shed/cat"


def test_a_source_class_is_told_by_the_text(galaxy):
    """A migration wrote YamlToolSource on all older rows, whatever they held."""
    galaxy.request({}, tool_source_id=galaxy.tool_source("\n<tool id='a'/>", "YamlToolSource"))
    galaxy.request({}, tool_source_id=galaxy.tool_source('{"id": "b", "version": "3"}', "YamlToolSource"))
    loaded = galaxy.load(ToolRequests)
    classes = {
        (n["tool_id"], n["source_class"]) for n in (loaded.node("ToolSource", k) for k in loaded.keys("ToolSource"))
    }
    assert classes == {("a", "XmlToolSource"), ("b", "YamlToolSource")}


def test_a_user_defined_tool_has_its_uuid(galaxy):
    uuid = "a2e072ca-18ff-4104-80b9-94b717e1c0cd"
    tool = galaxy.add("dynamic_tool", uuid=uuid.replace("-", ""), tool_id="mine")
    request = galaxy.request({}, tool_source_id=galaxy.tool_source('{"id": "mine"}', "YamlToolSource"))
    galaxy.job(tool_request_id=request, tool_id="mine", tool_version=None, dynamic_tool_id=tool)
    loaded = galaxy.load(ToolRequests)
    assert loaded.node("ToolSource", loaded.keys("ToolSource").pop())["dynamic_tool_uuid"] == uuid


def test_a_step_schedules_what_its_job_or_its_icj_belongs_to(galaxy):
    plain, mapped = galaxy.job(), galaxy.job()
    icj = galaxy.mapped(mapped)
    design = galaxy.add("workflow_step", workflow_id=1, order_index=2, label="align", type="tool", tool_id="cat")
    for columns in ({"job_id": plain}, {"implicit_collection_jobs_id": icj}, {}):
        galaxy.add("workflow_invocation_step", workflow_invocation_id=1, workflow_step_id=design, **columns)
    loaded = galaxy.load(Steps)
    assert loaded.edges("SCHEDULED") == {("wis/1", "job/1"), ("wis/2", "icj/1")}
    assert loaded.edges("STEP_OF") == {("wis/1", "wi/1"), ("wis/2", "wi/1"), ("wis/3", "wi/1")}
    step = loaded.node("WorkflowInvocationStep", "wis/3")
    assert (step["label"], step["order_index"], step["tool_id"]) == ("align", 2, "cat")


def test_an_element_of_which_nothing_is_known_is_said(galaxy):
    """A job read an element that is gone, and a collection that is in no history."""
    inner = galaxy.element(galaxy.collection("list:list"), child_collection_id=galaxy.collection())
    job = galaxy.job()
    for element in (inner, 99):
        galaxy.add(
            "job_to_input_dataset_collection_element", job_id=job, dataset_collection_element_id=element, name="x"
        )
    loaded = galaxy.load(Jobs)
    assert loaded.problems[job] == [
        f"READ_BY: no collection element {inner} (x)",
        "READ_BY: no collection element 99 (x)",
    ]
    assert loaded.edges("READ_BY") == loaded.edges("CONSUMED_BY") == set()


def test_bytes_in_names_and_places_of_a_map_over_stay_out_of_the_graph(galaxy):
    """SQLite may hold anything in any column; no dump could show bytes."""
    job = galaxy.job(state="error", tool_stderr=b"broken")
    galaxy.mapped(job)
    galaxy.run("UPDATE implicit_collection_jobs_job_association SET order_index = ?", b"first")
    empty = galaxy.mapped()
    galaxy.hdca(galaxy.collection(), implicit_collection_jobs_id=empty, implicit_output_name=b"out")
    tied = galaxy.hdca(galaxy.collection())
    galaxy.ties(galaxy.request({}), tied, b"tied")
    jobs = galaxy.load(Jobs)
    assert jobs.edges("MEMBER_OF") == {("job/1", "icj/1")}
    assert jobs.problems[job] == ["order_index: b'first' is no whole number"]
    assert jobs.node("Job", "job/1")["stderr"] == "broken"
    assert galaxy.load(ImplicitCollectionJobs).edges("PRODUCED") == {("icj/2", "hdca/1", "out")}
    assert galaxy.load(ToolRequests).edges("PRODUCED") == {("te/1", "hdca/2", "tied")}


def test_jobs_weigh_what_they_wrote_and_their_state(galaxy):
    job = galaxy.job(tool_state=json.dumps("x" * 3000))
    for _ in range(2):
        galaxy.writes(job, "out", galaxy.hda())
    with galaxy.open() as source:
        stream = Jobs(Context(source, Keys("main"), recognise(source)))
        assert stream.weigh([Record(row) for row in source.page("job", stream.columns, 0, 10)]) == {job: 2 + 3}


def test_a_tool_source_that_nobody_ran_is_what_it_says_itself(galaxy):
    """te 1 ran the first; the second was never run, and the stream of tool sources alone knows it."""
    ran, lost = (galaxy.tool_source(f"<tool id='{tool}'/>") for tool in ("cat", "dog"))
    galaxy.job(tool_request_id=galaxy.request({}, tool_source_id=ran))
    loaded = galaxy.load(ToolSources)
    assert [loaded.node("ToolSource", key)["tool_id"] for key in loaded.keys("ToolSource")] == ["dog"]
    galaxy.request({}, tool_source_id=lost)
    assert not galaxy.load(ToolSources).batch.nodes


def test_a_broken_tool_source_is_noted_by_who_ran_it(galaxy):
    source = galaxy.add("tool_source", source=b"{", hash="TODO")
    galaxy.request({}, tool_source_id=source)
    loaded = galaxy.load(ToolRequests)
    assert loaded.problems[1] == ["tool_source 1: source: b'{' is no JSON"]
    assert not loaded.edges("OF_TOOL")


def test_a_tool_source_is_written_once_in_a_run(galaxy):
    """The second batch names the node that the first has put into the graph; a batch that failed put nothing there."""
    source = galaxy.tool_source("<tool id='cat'/>")
    for _ in range(3):
        galaxy.request({}, tool_source_id=source)
    with galaxy.open() as opened:
        stream = ToolRequests(Context(opened, Keys("main"), recognise(opened)))
        rows = [Record(row) for row in opened.page(stream.table, stream.columns, -1, 10)]
        batches = [stream.load(rows[:1]), stream.load(rows[1:2])]
        stream.settle(batches[1])
        batches.append(stream.load(rows[2:]))
    assert [any(name.label == "ToolSource" for name in batch.nodes) for batch in batches] == [True, True, False]
    assert all(any(edge.type == "OF_TOOL" for edge in batch.edges) for batch in batches)
