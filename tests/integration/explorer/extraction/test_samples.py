"""Workflows out of the sample databases, which real Galaxies made: what is a step, what an input, what feeds what."""

from __future__ import annotations

import pytest

from cypher import Graph
from explorer import BadRequest, Explorer, NotFound, Ref
from explorer.extraction.model import Extracted, OutputLabel, Selection, SubworkflowStep
from explorer.references import parse_ref
from tests.integration.explorer.extraction.reading import inputs, said, steps, tools, wiring


@pytest.fixture
def demo(samples: Graph) -> Explorer:
    return Explorer(samples, "demo")


@pytest.fixture
def main(samples: Graph) -> Explorer:
    return Explorer(samples, "main")


def refs(instance: str, *texts: str) -> tuple[Ref, ...]:
    return tuple(parse_ref(text, instance) for text in texts)


def runs(explorer: Explorer, instance: str, *texts: str, **more: object) -> Extracted:
    return explorer.extract(Selection(name="runs", executions=refs(instance, *texts), **more))  # type: ignore[arg-type]


def results(explorer: Explorer, instance: str, *texts: str, **more: object) -> Extracted:
    return explorer.extract(Selection(name="results", results=refs(instance, *texts), **more))  # type: ignore[arg-type]


# What led to a result


COUNTS = {
    "Heat stress read pairs > trim_reads.reads",
    "trim_reads.trimmed > align_reads.library|pair",
    "fetch_reference.genome > align_reads.reference",
    "align_reads.alignments > sort_alignments.input",
    "sort_alignments.sorted > count_features.alignments",
    "S. cerevisiae genes.gtf > count_features.annotation",
}


def test_everything_that_led_to_a_result_over_histories_and_copies(demo: Explorer) -> None:
    found = results(demo, "demo", "hdca:10")
    assert wiring(found.draft) == COUNTS
    assert found.report.lossless
    assert found.draft.origin
    assert [ref.id for ref in found.draft.origin.histories] == [1, 2]
    assert found.draft.annotation.startswith("Six paired-end samples")
    assert found.draft.tags == ("heat-stress", "rna-seq")  # not those of the history that a genome was copied from


def test_the_result_is_an_output_with_its_name(demo: Explorer) -> None:
    last = tools(results(demo, "demo", "hdca:10").draft)[-1]
    assert [(output.name, output.label) for output in last.outputs] == [("counts", "Gene counts")]


def test_inputs_know_what_they_were(demo: Explorer) -> None:
    pairs, genes = inputs(results(demo, "demo", "hdca:10").draft)
    assert (pairs.type, pairs.collection_type, pairs.formats) == (
        "data_collection_input",
        "list:paired",
        ("fastqsanger",),
    )
    assert (genes.type, genes.formats, genes.item) == ("data_input", ("gtf",), Ref("hda", 7, "demo"))


def test_going_back_ends_where_the_caller_says(demo: Explorer) -> None:
    found = results(demo, "demo", "hdca:10", until=refs("demo", "hdca:9"))
    assert [step.tool.id for step in tools(found.draft)] == ["count_features"]
    assert [step.item for step in inputs(found.draft)] == [Ref("hdca", 9, "demo"), Ref("hda", 7, "demo")]


def test_of_a_batch_only_the_run_that_led_to_the_result(main: Explorer) -> None:
    found = results(main, "main", "hda:31")
    assert wiring(found.draft) == {"file1 > gp_upper.input"}


def test_what_was_brought_in_is_no_step(demo: Explorer) -> None:
    found = runs(demo, "demo", "tool_execution:5", "job:3")
    uploads = [item for item in found.report.items if "brought data in" in item.message]
    assert {step.tool.id for step in tools(found.draft)} <= {"trim_reads", "fetch_reference"}
    assert all(item.outcome == "changed" for item in uploads)


# One piece of work for one execution


def test_an_execution_that_is_named_twice_is_one_step(main: Explorer) -> None:
    by_request = runs(main, "main", "tool_execution:33")
    by_both = runs(main, "main", "icj:9", "tool_execution:33")
    assert by_request.draft == by_both.draft
    assert len(tools(by_both.draft)) == 1


def test_the_jobs_of_a_batch_are_its_combinations_however_many_are_named(main: Explorer) -> None:
    assert len(tools(runs(main, "main", "tool_execution:14").draft)) == 3


def test_a_run_of_a_workflow_stands_for_what_it_ran_with_the_runs_inside_it(demo: Explorer) -> None:
    ran = {ref for number in (1, 2) for step in demo.invocation(f"demo/wi/{number}").steps for ref in step.executions}
    found = runs(demo, "demo", "invocation:1")
    assert {step.execution for step in tools(found.draft)} == ran
    assert any(isinstance(step, SubworkflowStep) for step in found.draft.steps)


def test_a_history_stands_for_all_that_was_run_in_it(demo: Explorer) -> None:
    found = runs(demo, "demo", "history:2")
    assert len(tools(found.draft)) == 13  # the number of executions that its page shows
    assert not said(found, "unconnected")


def test_a_run_or_a_history_that_is_not_there_is_told(demo: Explorer) -> None:
    with pytest.raises(NotFound, match="nothing ran in it"):
        runs(demo, "demo", "invocation:999")


# Batches over datasets


def test_a_batch_is_a_step_for_each_combination(main: Explorer) -> None:
    found = runs(main, "main", "tool_execution:15")
    assert wiring(found.draft) == {
        "file1 > gp_two_inputs.a",
        "file3 > gp_two_inputs.b",
        "file2 > gp_two_inputs#2.a",
        "file4 > gp_two_inputs#2.b",
    }


def test_or_one_step_that_is_mapped_over_new_lists(main: Explorer) -> None:
    found = runs(main, "main", "tool_execution:15", batches="mapped")
    assert wiring(found.draft) == {"a > gp_two_inputs.a", "b > gp_two_inputs.b"}
    assert [dict(step.elements) for step in inputs(found.draft)] == [
        {"file1": Ref("hda", 27), "file2": Ref("hda", 28)},
        {"file3": Ref("hda", 29), "file4": Ref("hda", 30)},
    ]
    assert [step.collection_type for step in inputs(found.draft)] == ["list", "list"]


def test_what_was_combined_each_with_each_stays_single_steps(main: Explorer) -> None:
    assert len(tools(runs(main, "main", "tool_execution:16", batches="mapped").draft)) == 4


def test_a_mapped_batch_feeds_the_batch_over_its_outputs(demo: Explorer) -> None:
    """Six wells, trimmed, aligned, counted: each batch ran over what the one before had made."""
    chain = ("tool_execution:28", "tool_execution:29", "tool_execution:30")
    found = runs(demo, "demo", *chain, batches="mapped")
    assert "trim_reads.trimmed > align_reads.library|reads" in wiring(found.draft)
    assert "align_reads.alignments > count_features.alignments" in wiring(found.draft)
    assert len(tools(found.draft)) == 3
    assert len(tools(runs(demo, "demo", *chain).draft)) == 18


def test_an_input_for_many_that_took_all_of_a_mapped_batch_takes_its_list(demo: Explorer) -> None:
    """The matrix was merged of all six counts, another one of the first two: that is no list which a step makes."""
    merges = ("tool_execution:30", "tool_execution:31", "tool_execution:32")
    found = runs(demo, "demo", *merges, batches="mapped")
    assert "count_features.counts > merge_counts.inputs" in wiring(found.draft)
    assert len([line for line in wiring(found.draft) if line.endswith("merge_counts#2.inputs")]) == 2
    assert [item.outcome for item in found.report.items].count("lost") == 2


# Data that was no dataset when it was asked for


def test_one_input_for_one_address(main: Explorer) -> None:
    found = runs(main, "main", "tool_execution:117", "tool_execution:118", "tool_execution:119", "tool_execution:123")
    addresses = [step.url for step in inputs(found.draft)]
    assert addresses[:2] == ["base64://ZnJvbSBhIHVybAo="] * 2  # the second is deferred: another request
    assert [step.type for step in inputs(found.draft)][2] == "data_collection_input"
    assert not said(found, "unconnected")
    again = runs(main, "main", "tool_execution:117", "tool_execution:117")
    assert len(inputs(again.draft)) == 1


def test_a_rerun_with_other_data_is_wired_to_what_its_job_read(main: Explorer) -> None:
    found = runs(main, "main", "tool_execution:142")
    assert any("what the job read" in message for message in said(found, "changed"))


# Elements of collections


def test_a_collection_inside_a_collection_is_an_input_of_its_own(main: Explorer) -> None:
    pair = runs(main, "main", "tool_execution:29")
    (step,) = inputs(pair.draft)
    assert (step.collection_type, list(step.elements)) == ("paired", ["forward", "reverse"])
    assert said(pair, "changed")


def test_an_element_is_its_dataset(main: Explorer) -> None:
    found = runs(main, "main", "tool_execution:31")
    assert [step.item for step in inputs(found.draft)] == [Ref("hda", 69)]


# Workflows


def test_the_steps_of_a_sub_workflow_stay_together(demo: Explorer) -> None:
    found = runs(demo, "demo", *(f"job:{number}" for number in range(141, 147)))
    inner = next(step for step in found.draft.steps if isinstance(step, SubworkflowStep))
    assert steps(inner.workflow) == ["reads", "reference", "trim_reads", "align_reads", "sort_alignments"]
    assert [step.label for step in tools(inner.workflow)] == ["Trim", "Align", "Sort"]
    assert {"F12_child.fastq > Align and sort.reads", "Human gene panel genome > Align and sort.reference"} <= wiring(
        found.draft
    )
    assert "Align and sort.sorted > call_variants.alignments" in wiring(found.draft)


def test_a_part_of_a_sub_workflow_stands_by_itself(demo: Explorer) -> None:
    found = runs(demo, "demo", "job:142", "job:143")
    assert [step.tool.id for step in tools(found.draft)] == ["trim_reads", "align_reads"]
    assert not any(isinstance(step, SubworkflowStep) for step in found.draft.steps)
    assert any("stand by themselves" in message for message in said(found, "changed"))


def test_a_condition_stays_with_what_it_asks_for(main: Explorer) -> None:
    found = runs(main, "main", "step:23")
    assert [step.when for step in tools(found.draft)] == ["$(inputs.should_run)"]
    assert wiring(found.draft) == {"na > gp_upper.input", "should_run > gp_upper.should_run"}
    (asked,) = (step for step in inputs(found.draft) if step.type == "parameter_input")
    assert (asked.parameter_type, asked.default) == ("boolean", False)  # the job was skipped
    assert said(found, "guessed")


# What is known of runs that did not go well


@pytest.mark.parametrize(
    ("ref", "words"),
    [("job:118", "1 of 1 jobs failed"), ("tool_execution:70", "No job ran"), ("job:183", "cache")],
)
def test_whatever_became_of_it_it_is_a_step(main: Explorer, ref: str, words: str) -> None:
    found = runs(main, "main", ref)
    assert len(tools(found.draft)) == 1
    assert any(words in message for message in said(found, "kept"))


def test_a_user_defined_tool_brings_its_source(main: Explorer, samples: Graph) -> None:
    (row,) = samples.read("lineage/of_tools", prefix="main/", tools=["my_cat"], limit=100)
    found = main.extract(
        Selection(name="own tool", executions=(Ref.of_key(min(key for key in row["keys"] if "/te/" in key)),))
    )
    tool = tools(found.draft)[0].tool
    assert tool.uuid == "97363f8c-c9ac-4083-8bd1-9fab77a157d1"
    assert tool.representation
    assert tool.representation["class"] == "GalaxyUserTool"


# What the caller says


def test_inputs_stand_as_the_caller_orders_and_names_them(demo: Explorer) -> None:
    genes, pairs = refs("demo", "hda:7", "hdca:4")
    found = runs(
        demo, "demo", "tool_execution:9", "tool_execution:8", inputs=(genes, pairs), input_names={genes: "genes"}
    )
    assert [step.item for step in inputs(found.draft)][:2] == [genes, pairs]
    assert inputs(found.draft)[0].label == "genes"


def test_outputs_are_labelled_by_item(demo: Explorer) -> None:
    counts = Ref("hdca", 10, "demo")
    found = runs(demo, "demo", "tool_execution:9", output_labels=(OutputLabel(counts, "  my   counts "),))
    assert [output.label for output in tools(found.draft)[0].outputs] == ["my counts"]


def test_a_label_for_what_no_step_makes_is_refused(demo: Explorer) -> None:
    with pytest.raises(BadRequest, match="not an output of a selected step"):
        runs(demo, "demo", "tool_execution:9", output_labels=(OutputLabel(Ref("hda", 7, "demo"), "x"),))


@pytest.mark.parametrize("selection", [Selection(name="nothing"), Selection(name="x", until=(Ref("hda", 1, "demo"),))])
def test_nothing_cannot_be_extracted(demo: Explorer, selection: Selection) -> None:
    with pytest.raises(BadRequest, match="Nothing is selected"):
        demo.extract(selection)


@pytest.mark.parametrize("text", ["job:99999", "tool_execution:99999"])
def test_what_is_not_there_is_not_found(demo: Explorer, text: str) -> None:
    with pytest.raises(NotFound):
        runs(demo, "demo", text)


def test_a_result_that_is_not_there_is_not_found(demo: Explorer) -> None:
    with pytest.raises(NotFound):
        results(demo, "demo", "hda:99999")


def test_only_items_are_results(demo: Explorer) -> None:
    with pytest.raises(BadRequest, match="no dataset or collection"):
        results(demo, "demo", "job:141")
    with pytest.raises(BadRequest, match="no execution"):
        runs(demo, "demo", "hda:1")
