"""Settings laid side by side."""

from __future__ import annotations

from dataclasses import replace

from explorer.compare.settings import compare_settings
from explorer.executions.model import Evidence, Jobs, Parameter, Tool, ToolExecutionDetail
from explorer.refs import Ref

RUN = ToolExecutionDetail(
    ref=Ref("job", 1),
    validity=None,
    tool=Tool(id="align", version="1"),
    create_time=None,
    end_time=None,
    user=None,
    history=None,
    payload=None,
    parameters=(),
    parameters_from="job",
    labels_from=None,
    jobs=Jobs(0, {}, ()),
    implicit_collection_jobs=None,
    tool_request=None,
    invocation_step=None,
    inputs=(),
    outputs=(),
    external_inputs=(),
    evidence=Evidence("job 1", "main/job/1", {}),
)


def run(*parameters: Parameter, version: str = "1", tool: str = "align") -> ToolExecutionDetail:
    return replace(RUN, tool=Tool(id=tool, version=version), parameters=parameters)


def differing(left: ToolExecutionDetail, right: ToolExecutionDetail) -> list[str]:
    return [setting.name for setting in compare_settings(left, right) if setting.differs]


def test_versions_and_tools_that_differ_are_settings() -> None:
    assert differing(run(), run(version="2")) == ["version"]
    assert differing(run(), run(tool="map")) == ["tool"]


def test_a_value_of_a_job_record_equals_that_of_a_payload() -> None:
    assert differing(run(Parameter(name="k", value=2)), run(Parameter(name="k", value="2"))) == []
    assert differing(run(Parameter(name="k", value=2)), run(Parameter(name="k", value=3))) == ["k"]
    assert differing(run(Parameter(name="k", value=None)), run(Parameter(name="k", value=""))) == []


def test_names_are_flat_and_repeats_counted() -> None:
    cutoff = Parameter(name="cutoff", label="Cut-off", value=1, text="1")
    inside = Parameter(name="rep_1", label="2: Filters", type="repeat_item", children=(cutoff,))
    tree = Parameter(name="adv", label="Advanced", children=(Parameter(name="rep", type="repeat", children=(inside,)),))
    (_, found) = compare_settings(run(tree), run(tree))
    assert (found.name, found.label, found.groups) == ("adv|rep_1|cutoff", "Cut-off", ("Advanced", "rep", "2: Filters"))


def test_what_only_one_form_has_differs_and_data_are_no_settings() -> None:
    data = Parameter(name="reads", type="data", value={"src": "hda", "id": 1})
    left, right = run(data, Parameter(name="single", text="x")), run(data, Parameter(name="paired", text="x"))
    found = {setting.name: (setting.left, setting.right) for setting in compare_settings(left, right)}
    assert list(found) == ["version", "single", "paired"]
    assert found["single"][1] is None
    assert found["paired"][0] is None


def test_a_step_without_a_counterpart_has_no_settings() -> None:
    assert compare_settings(run(), None) == ()
