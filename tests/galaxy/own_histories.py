"""Small histories for what the demo histories do not have: each makes one, and returns the results to extract."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.galaxy.history import History, Item, batch

Results = list[Item]
Maker = Callable[[History], Results]

TRIM = {"adapter": {"source": "preset", "kit": "AGATCGGAAG"}, "min_length": 5, "quality_cutoff": 10, "trim_n": True}


def a_cached_job(history: History) -> Results:
    """The second run of the same is taken from the first: its outputs are copies with a job of their own."""
    (reads,) = history.reads("reads.fastq")
    history.run("trim_reads", {"reads": reads, **TRIM})
    (again,) = history.run("trim_reads", {"reads": reads, **TRIM}, use_cached_jobs=True)
    return [again, *history.run("quality_report", {"reads": again})]


def copied_data(history: History) -> Results:
    """Tools ran on copies of datasets and collections, and on copies of copies."""
    (reads,) = history.reads("reads.fastq")
    (trimmed,) = history.run("trim_reads", {"reads": reads, **TRIM})
    twice = history.copy(history.copy(trimmed))
    pairs = history.paired_list("Pairs", "one", "two")
    (mapped,) = history.run("trim_reads", {"reads": batch([pairs]), **TRIM})
    reports = history.run("quality_report", {"reads": batch([history.copy(mapped)])})
    return [*history.run("quality_report", {"reads": twice}), *reports]


def an_empty_map_over(history: History) -> Results:
    """Nothing is left after a filter, and what is mapped over it has no jobs."""
    files = history.reads("a.fastq", "b.fastq")
    reads = history.collect("Reads", "list", a=files[0], b=files[1])
    (trimmed,) = history.run("trim_reads", {"reads": batch([reads]), **TRIM, "min_length": 999})
    (kept,) = history.run("__FILTER_EMPTY_DATASETS__", {"input": trimmed})
    return [kept, *history.run("quality_report", {"reads": batch([kept])})]


def nested_parameters(history: History) -> Results:
    """A section that holds a conditional that holds a repeat in a repeat with data; texts that look like JSON."""
    one, two, three = history.upload(("one", "1\n", "txt"), ("two", "2\n", "txt"), ("three", "3\n", "txt"))
    groups = [
        {"title": "first group", "parts": [{"weight": 1.5, "file": one}, {"weight": 2, "file": two}]},
        {"title": "", "parts": []},
        {"title": '12 "quoted" | ü', "parts": [{"weight": -3e-05, "file": three}]},
    ]
    settings = {"note": "null", "level": 7, "ratio": 0.25, "strict": False, "kinds": ["c", "a"]}
    files = {"mode": "files", "groups": groups}
    full = history.run("nested_choices", {"main": one, "settings": {**settings, "source": files}, "extra": [two, one]})
    word = {"note": None, "level": None, "kinds": None, "source": {"mode": "word", "word": '{"a": 1}'}}
    sparse = history.run("nested_choices", {"main": three, "settings": word, "extra": None})
    return [*full, *sparse, *history.run("nested_choices", {"main": two})]


def multiple_data(history: History) -> Results:
    """One input takes many: datasets in an order of their own, one twice, a collection, a collection mapped."""
    files = history.upload(*((f"table {n}", f"gene\t{n}\n", "tabular") for n in range(4)))
    some = history.collect("Some tables", "list", **{"table 0": files[0], "table 3": files[3]})
    listed = history.run("merge_counts", {"inputs": [files[2], files[0], files[3], files[0]]})
    collected = history.run("merge_counts", {"inputs": some})
    mapped = history.run("merge_counts", {"inputs": batch([some])})
    return [*listed, *collected, *mapped]


def an_extracted_dataset(history: History) -> Results:
    """One element is taken out of a mapped collection by a tool, and worked on."""
    pairs = history.paired_list("Pairs", "one", "two")
    (trimmed,) = history.run("trim_reads", {"reads": batch([pairs]), **TRIM})
    (flat,) = history.run("__FLATTEN__", {"input": trimmed, "join_identifier": "_"})
    (element,) = history.run("__EXTRACT_DATASET__", {"input": flat, "which": {"which_dataset": "by_index", "index": 2}})
    return [element, *history.run("quality_report", {"reads": element})]


def collection_operations(history: History) -> Results:
    """Collections are zipped, unzipped, sorted, merged and built by tools."""
    a, b, c = history.reads("a.fastq", "b.fastq", "c.fastq")
    (built,) = history.run("__BUILD_LIST__", {"datasets": [{"input": one} for one in (c, a, b)]})
    (turned,) = history.run("__SORTLIST__", {"input": built, "sort_type": {"sort_type": "numeric"}})
    other = history.collect("Others", "list", **{"2": a, "7": b})
    (merged,) = history.run(
        "__MERGE_COLLECTION__",
        {
            "inputs": [{"input": turned}, {"input": other}],
            "advanced": {"conflict": {"duplicate_options": "suffix_conflict", "suffix_pattern": "_#"}},
        },
    )
    (zipped,) = history.run("__ZIP_COLLECTION__", {"input_forward": a, "input_reverse": b})
    forward, _ = history.run("__UNZIP_COLLECTION__", {"input": zipped})
    return [merged, *history.run("trim_reads", {"reads": batch([merged]), **TRIM}), forward]


def an_element_of_a_collection(history: History) -> Results:
    """A tool ran on one element, and on one inner collection, of a bigger one."""
    pairs = history.paired_list("Pairs", "one", "two")
    elements = history.client.get(f"/api/dataset_collections/{pairs['id']}")["elements"]
    inner, leaf = elements[1], elements[0]["object"]["elements"][1]
    of_leaf = history.run("quality_report", {"reads": {"src": "dce", "id": leaf["id"]}})
    mapped = history.run("trim_reads", {"reads": batch([{"src": "dce", "id": inner["id"]}]), **TRIM})
    return [*of_leaf, *mapped]


def classic_runs(history: History) -> Results:
    """`POST /api/tools`: flat names, everything text, a batch over a list, a batch over files."""
    files = history.reads("a.fastq", "b.fastq")
    reads = history.collect("Reads", "list", a=files[0], b=files[1])
    flat = {"adapter|source": "custom", "adapter|sequence": "ACG", "min_length": "4", "trim_n": "false"}
    (trimmed,) = history.run_classic("trim_reads", {"reads": {"batch": True, "values": [reads]}, **flat})
    reports = history.run_classic("quality_report", {"reads": {"batch": True, "values": files}})
    one, two = history.upload(("one", "1\n", "txt"), ("two", "2\n", "txt"))
    nested = history.run_classic(
        "nested_choices",
        {
            "main": one,
            "settings|note": "true",
            "settings|level": "",
            "settings|strict": "false",
            "settings|kinds": ["b", "c"],
            "settings|source|mode": "files",
            "settings|source|groups_0|title": "07",
            "settings|source|groups_0|parts_0|weight": "2.50",
            "settings|source|groups_0|parts_0|file": two,
            "extra": {"values": [two, one]},
        },
    )
    return [trimmed, *reports, *nested]


def an_expression_tool(history: History) -> Results:
    """A number is read from a file by an expression tool and, in a workflow, becomes a parameter of the next."""
    numbers, reads = history.upload(("number", "11\n", "txt"))[0], history.reads("reads.fastq")[0]
    made = history.invoke(PARAMETER_FROM_FILE, {"Number": numbers, "Reads": reads})
    values = history.run("param_value_from_file", {"input1": numbers, "param_type": "integer"})
    return [*made, *values]


def a_user_defined_tool(history: History) -> Results:
    """A tool that the user wrote. It is used once: Galaxy 26.1.2 answers 500 to a workflow that brings two of them."""
    tool = history.client.post("/api/unprivileged_tools", {"src": "representation", "representation": UPPERCASE})
    (words,) = history.upload(("words", "some words\n", "txt"))
    return history.run(None, {"input": words, "times": 3}, tool_uuid=tool["uuid"])


def a_batch_over_files(history: History) -> Results:
    """Files picked one by one, no collection: a batch over plain datasets, and one over two inputs in step."""
    files = history.reads("a.fastq", "b.fastq", "c.fastq")
    trimmed = history.run("trim_reads", {"reads": batch(files), **TRIM})
    genomes = history.upload(*((f"genome {n}", f">chr{n}\n{'ACGTTGCAAGCT' * n}\n", "fasta") for n in (1, 2, 3)))
    aligned = history.run(
        "align_reads", {"library": {"kind": "single", "reads": batch(trimmed)}, "reference": batch(genomes)}
    )
    return [*trimmed, *aligned]


def a_cross_product(history: History) -> Results:
    """Each of a list with each of another, by the classic route: `POST /api/jobs` of 26.1.2 does not end."""
    reads, genomes = _two_lists(history)
    crossed = {
        "library|kind": "single",
        "library|reads": {"batch": True, "linked": False, "values": [reads]},
        "reference": {"batch": True, "linked": False, "values": [genomes]},
    }
    return history.run_classic("align_reads", crossed)


def a_cross_product_by_tool(history: History) -> Results:
    """The same, with the tool that makes two lists of equal length of them."""
    reads, genomes = _two_lists(history)
    many, much = history.run("__CROSS_PRODUCT_FLAT__", {"input_a": reads, "input_b": genomes, "join_identifier": "_"})
    return history.run(
        "align_reads", {"library": {"kind": "single", "reads": batch([many])}, "reference": batch([much])}
    )


def a_workflow_in_a_workflow(history: History) -> Results:
    """A workflow ran with a sub-workflow inside, mapped over a list, with a step that was skipped."""
    files = history.reads("a.fastq", "b.fastq")
    reads = history.collect("Reads", "list", a=files[0], b=files[1])
    return history.invoke(OUTER, {"Reads": reads, "Wanted": False, "Least": 6})


def data_from_an_address(history: History) -> Results:
    """A request that names an address instead of a dataset."""
    address = {"src": "url", "url": "base64://QGEKQUNHVEFDR1RBQ0dUCisKSUlJSUlJSUlJSUlJCg==", "ext": "fastqsanger"}
    return history.run("trim_reads", {"reads": address, **TRIM})[-1:]


def deleted_and_hidden(history: History) -> Results:
    """What led to the result was deleted or hidden afterwards."""
    (reads,) = history.reads("reads.fastq")
    (trimmed,) = history.run("trim_reads", {"reads": reads, **TRIM})
    report, stats = history.run("quality_report", {"reads": trimmed})
    history.client.delete(f"/api/histories/{history.id}/contents/datasets/{trimmed['id']}")
    history.client.put(f"/api/histories/{history.id}/contents/datasets/{report['id']}", {"visible": False})
    return [report, stats]


def renamed_inputs(history: History) -> Results:
    """A tool writes the names of its inputs, and these were renamed by hand before it ran."""
    tables = history.upload(("first", "gene\t1\n", "tabular"), ("second", "gene\t2\n", "tabular"))
    kept = []
    for number, table in enumerate(tables):
        (filtered,) = history.run("filter_table", {"table": table, "expression": "c2 > 0", "header_lines": 0})
        history.rename(filtered, f"Well {number}")
        kept.append(filtered)
    return history.run("merge_counts", {"inputs": kept})


def _two_lists(history: History) -> tuple[Item, Item]:
    a, b = history.reads("a.fastq", "b.fastq")
    one, two = history.upload(
        ("one", ">chr1\nACGTTGCAAGCT\n", "fasta"), ("two", f">chr2\n{'ACGTTGCAAGCT' * 4}\n", "fasta")
    )
    return history.collect("Reads", "list", a=a, b=b), history.collect("Genomes", "list", one=one, two=two)


UPPERCASE: dict[str, Any] = {
    "class": "GalaxyUserTool",
    "id": "uppercase_words",
    "name": "Uppercase words",
    "version": "0.1",
    "container": "busybox",
    "shell_command": "for n in `seq $(inputs.times)`; do tr a-z A-Z < '$(inputs.input.path)'; done > out.txt",
    "inputs": [
        {"type": "data", "name": "input", "format": "txt"},
        {"type": "integer", "name": "times", "value": 1},
    ],
    "outputs": [{"type": "data", "name": "output", "format_source": "input", "from_work_dir": "out.txt"}],
}

PARAMETER_FROM_FILE: dict[str, Any] = {
    "class": "GalaxyWorkflow",
    "doc": "",
    "inputs": {"Number": "data", "Reads": "data"},
    "steps": {
        "Read the number": {
            "tool_id": "param_value_from_file",
            "in": {"input1": "Number"},
            "state": {"param_type": "integer", "remove_newlines": True},
        },
        "Trim": {
            "tool_id": "trim_reads",
            "in": {"reads": "Reads", "min_length": "Read the number/integer_param"},
            "state": {"adapter": {"source": "none"}, "quality_cutoff": 10, "trim_n": False},
        },
    },
    "outputs": {"trimmed": {"outputSource": "Trim/trimmed"}},
}

OUTER: dict[str, Any] = {
    "class": "GalaxyWorkflow",
    "doc": "",
    "inputs": {"Reads": {"type": "collection", "collection_type": "list"}, "Wanted": "boolean", "Least": "int"},
    "steps": {
        "Clean": {
            "in": {"reads": "Reads", "least": "Least"},
            "run": {
                "class": "GalaxyWorkflow",
                "label": "Clean reads",
                "inputs": {"reads": "data", "least": "int"},
                "outputs": {"clean": {"outputSource": "Trim/trimmed"}},
                "steps": {
                    "Trim": {
                        "tool_id": "trim_reads",
                        "in": {"reads": "reads", "min_length": "least"},
                        "state": {"adapter": {"source": "none"}, "quality_cutoff": 10, "trim_n": False},
                    }
                },
            },
        },
        "Report": {"tool_id": "quality_report", "in": {"reads": "Clean/clean"}},
        "Perhaps": {
            "tool_id": "quality_report",
            "in": {"reads": "Reads", "when": "Wanted"},
            "when": "$(inputs.when)",
        },
    },
    "outputs": {
        "clean": {"outputSource": "Clean/clean"},
        "stats": {"outputSource": "Report/stats"},
        "perhaps": {"outputSource": "Perhaps/stats"},
    },
}

MAKERS: dict[str, Maker] = {
    maker.__name__.replace("_", " "): maker
    for maker in (
        a_cached_job,
        copied_data,
        an_empty_map_over,
        nested_parameters,
        multiple_data,
        an_extracted_dataset,
        collection_operations,
        an_element_of_a_collection,
        classic_runs,
        an_expression_tool,
        a_user_defined_tool,
        a_batch_over_files,
        a_cross_product,
        a_cross_product_by_tool,
        a_workflow_in_a_workflow,
        data_from_an_address,
        deleted_and_hidden,
        renamed_inputs,
    )
}
