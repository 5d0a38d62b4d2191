"""What users of Galaxy complain about in its extraction (`galaxy/extraction.md` 8): each by its number there."""

from __future__ import annotations

import json

import pytest

from cypher import Graph
from explorer import Explorer, Ref
from explorer.extraction.model import Extracted, Selection
from tests.integration.explorer.drawing import draw
from tests.integration.explorer.extraction.reading import inputs, said, steps, tools, wiring


def results(graph: Graph, *shorts: str) -> Extracted:
    """Extract what led to items."""
    return _extract(graph, results=tuple(map(_ref, shorts)))


def executions(graph: Graph, *shorts: str) -> Extracted:
    """Extract executions."""
    return _extract(graph, executions=tuple(map(_ref, shorts)))


def _extract(graph: Graph, **chosen: tuple[Ref, ...]) -> Extracted:
    return Explorer(graph).extract(Selection(name="workflow", **chosen))  # type: ignore[arg-type]


def _ref(short: str) -> Ref:
    return Ref.of_key(f"main/{short.replace(':', '/')}")


def _tools(**names: str) -> dict[str, dict[str, object]]:
    return {short.replace("_", ":", 1): {"tool_id": name, "state": "missing"} for short, name in names.items()}


def test_21336_a_job_that_the_cache_answered_stays_connected(graph: Graph) -> None:
    """Its output is a copy of what the first job made, and still its own."""
    draw(
        graph,
        """
        hda:1 -input-> te:1 -output-> hda:2      job:1 for te:1
        hda:1 -input-> te:2 -output-> hda:3      job:2 for te:2     hda:2 ~> hda:3
        hda:3 -input-> te:3 -output-> hda:4
        """,
        _tools(te_1="sort", te_2="sort", te_3="count")
        | {"job:2": {"copied_from_job_id": 1}, "hda:1": {"name": "reads"}},
    )
    found = results(graph, "hda:4")
    assert wiring(found.draft) == {"reads > sort.input", "sort.output > count.input"}
    assert [str(step.execution) for step in tools(found.draft)] == ["tool_execution:2", "tool_execution:3"]
    assert any("cache" in message for message in said(found, "kept"))


def test_9161_what_was_copied_in_is_an_input_and_no_foreign_job_comes_with_it(graph: Graph) -> None:
    draw(
        graph,
        """
        hda:1 -bam-> te:1 -coverage-> hda:2     hda:2 ~> hda:3
        hda:3 -track-> te:2 -page-> hda:4       hda:3 -track-> te:3 -page-> hda:5
        """,
        _tools(te_1="bamCoverage", te_2="jbrowse", te_3="jbrowse")
        | {"hda:3": {"name": "copied", "history": 2}, "hda:4": {"history": 2}, "hda:5": {"history": 2}},
    )
    found = executions(graph, "te:2", "te:3")
    assert steps(found.draft) == ["copied", "jbrowse", "jbrowse"]
    assert wiring(found.draft) == {"copied > jbrowse.track", "copied > jbrowse#2.track"}
    assert inputs(found.draft)[0].item == _ref("hda:3")


def test_13823_one_of_several_collections_of_a_map_over_is_copied_and_used(graph: Graph) -> None:
    draw(
        graph,
        """
        hdca:1 -input*-> te:1 -html-> hdca:2     te:1 -raw-> hdca:3     icj:1 for te:1
        hdca:3 ~> hdca:4 -results-> te:2 -report-> hda:9
        """,
        _tools(te_1="fastqc", te_2="multiqc")
        | {"hdca:1": {"name": "fastq"}, "hdca:4": {"history": 2, "name": "raw copy"}},
    )
    both = executions(graph, "te:1", "te:2")
    assert wiring(both.draft) == {"fastq > fastqc.input", "fastqc.raw > multiqc.results"}
    alone = executions(graph, "te:2")
    assert wiring(alone.draft) == {"raw copy > multiqc.results"}
    assert inputs(alone.draft)[0].collection_type == "list"


def test_14541_extract_dataset_is_a_step(graph: Graph) -> None:
    """Its output is a copy of an element, made by a job."""
    draw(
        graph,
        """
        hda:1 -datasets_0|input-> te:1 -output-> hdca:1     hda:1 in[a] hdca:1
        hdca:1 -input-> te:2 -output-> hda:2                hda:1 ~> hda:2
        hda:2 -input1-> te:3 -out_file1-> hda:3
        """,
        _tools(te_1="__BUILD_LIST__", te_2="__EXTRACT_DATASET__", te_3="trimmer")
        | {"hda:1": {"name": "mutant_R1.fastq"}},
    )
    found = results(graph, "hda:3")
    assert steps(found.draft) == ["mutant_R1.fastq", "__BUILD_LIST__", "__EXTRACT_DATASET__", "trimmer"]
    assert wiring(found.draft) == {
        "mutant_R1.fastq > __BUILD_LIST__.datasets_0|input",
        "__BUILD_LIST__.output > __EXTRACT_DATASET__.input",
        "__EXTRACT_DATASET__.output > trimmer.input1",
    }


def test_21788_steps_after_a_collection_that_was_filtered_to_nothing_are_there(graph: Graph) -> None:
    batch = {"__class__": "Batch", "values": [{"src": "hdca", "id": 3}]}
    draw(
        graph,
        """
        hdca:1 -input-> te:1 -output_filtered-> hdca:3     hda:2 -how|filter_source-> te:1
        hdca:3 -input1*-> te:2 -out_file1-> hdca:4         icj:2 for te:2
        """,
        _tools(te_1="__FILTER_FROM_FILE__")
        | {"te:2": {"tool_id": "cat1", "payload": json.dumps({"input1": batch})}}
        | {"hdca:1": {"name": "list"}, "hda:2": {"name": "names"}},
    )
    found = results(graph, "hdca:4")
    assert sorted(steps(found.draft)) == ["__FILTER_FROM_FILE__", "cat1", "list", "names"]
    assert wiring(found.draft) == {
        "list > __FILTER_FROM_FILE__.input",
        "names > __FILTER_FROM_FILE__.how|filter_source",
        "__FILTER_FROM_FILE__.output_filtered > cat1.input1",
    }
    assert not said(found, "unconnected")


def test_18484_a_history_with_an_empty_collection_does_not_fail(samples: Graph) -> None:
    """Of one map-over there is no record but that it was over nothing: not even its tool; that is told."""
    chosen = tuple(Ref("tool_execution", number) for number in (33, 34))
    unknown = Ref("implicit_collection_jobs", 11)
    found = Explorer(samples, "main").extract(Selection(name="empty", executions=(*chosen, unknown)))
    assert wiring(found.draft) >= {"gp_upper.output > gp_two_outputs.input"}
    assert "No record says which tool was to run." in said(found, "lost")


def test_21789_a_nested_collection_that_a_tool_made_connects_it_to_the_next(graph: Graph) -> None:
    draw(
        graph,
        """
        te:1 -list_output-> hdca:1     hda:5 in[a/b] hdca:1     hda:6 in[a/c] hdca:1
        hdca:1 -input1-> te:2 -out_file1-> hda:9
        hda:5 -input1-> te:2           hda:6 -input1-> te:2     job:2 for te:2
        """,
        _tools(te_1="collection_creates_dynamic_nested", te_2="cat_list")
        | {"hdca:1": {"collection_type": "list:list"}}
        | {"job:2": {"parameters": json.dumps({"input1": json.dumps({"values": [{"src": "hdca", "id": 1}]})})}},
    )
    found = results(graph, "hda:9")
    assert steps(found.draft) == ["collection_creates_dynamic_nested", "cat_list"]
    assert wiring(found.draft) == {"collection_creates_dynamic_nested.list_output > cat_list.input1"}


def test_7003_a_job_that_waits_is_a_step(samples: Graph) -> None:
    found = Explorer(samples, "main").extract(Selection(name="waiting", executions=(Ref("job", 125),)))
    assert [step.tool.id for step in tools(found.draft)] == ["gp_fail_sometimes"]
    assert len(inputs(found.draft)) == 1
    assert any("1 new" in message for message in said(found, "kept"))
    assert found.report.lossless


def test_12590_an_expression_tool_is_connected_and_inputs_have_their_own_names(graph: Graph) -> None:
    draw(
        graph,
        """
        hda:27 -input1-> te:9 -out_file1-> hda:28
        hda:32 -input1-> te:1 -integer_param-> hda:33 -components_0|param-> te:2 -out1-> hda:34
        """,
        _tools(te_1="param_value_from_file", te_2="compose_text_param", te_9="cat1")
        | {"hda:27": {"name": "wunderbar"}, "hda:32": {"name": "number"}, "hda:33": {"extension": "expression.json"}},
    )
    found = executions(graph, "te:1", "te:2")
    assert steps(found.draft) == ["number", "param_value_from_file", "compose_text_param"]
    assert wiring(found.draft) == {
        "number > param_value_from_file.input1",
        "param_value_from_file.integer_param > compose_text_param.components_0|param",
    }


@pytest.mark.parametrize("selected", [("te:1", "te:2"), ("te:1",)])
def test_12236_unzip_of_a_copied_list_of_pairs_is_connected(graph: Graph, selected: tuple[str, ...]) -> None:
    draw(
        graph,
        """
        hdca:1 ~> hdca:2 -input*-> te:1 -forward-> hdca:3     te:1 -reverse-> hdca:4
        hdca:3 -reads*-> te:2 -out-> hdca:5
        """,
        _tools(te_1="__UNZIP_COLLECTION__", te_2="trimmer")
        | {"hdca:1": {"collection_type": "list:paired"}}
        | {"hdca:2": {"collection_type": "list:paired", "history": 2, "name": "pairs"}},
    )
    found = executions(graph, *selected)
    assert "pairs > __UNZIP_COLLECTION__.input" in wiring(found.draft)
    assert inputs(found.draft)[0].collection_type == "list:paired"
    assert ("__UNZIP_COLLECTION__.forward > trimmer.reads" in wiring(found.draft)) == ("te:2" in selected)
