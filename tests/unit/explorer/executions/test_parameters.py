"""Parameters as the tool form shows them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.executions.model import Parameter, ParameterItem
from explorer.executions.parameters import Items, decode_job_parameters, lay_out
from explorer.refs import Ref
from explorer.tools.forms import Form, label_of, read_form

ALIGN = """<tool id="align_reads" name="Align reads" version="3.2.1" profile="24.2">
  <description>to a reference genome</description>
  <inputs>
    <conditional name="library">
      <param name="kind" type="select" label="Library">
        <option value="single" selected="true">Single reads</option>
        <option value="paired">Read pairs</option>
      </param>
      <when value="single"><param name="reads" type="data" format="fastqsanger" label="Reads"/></when>
      <when value="paired"><param name="pair" type="data_collection" collection_type="paired" label="Read pair"/></when>
    </conditional>
    <param name="reference" type="data" format="fasta" label="Reference genome"/>
    <param name="preset" type="select" label="Preset">
      <option value="fast">Fast</option><option value="balanced" selected="true">Balanced</option>
    </param>
    <param name="marks" type="select" multiple="true" label="Marks">
      <option value="a" selected="true">A</option><option value="b">B</option>
    </param>
    <param name="column" type="data_column" data_ref="reference" label="Column"/>
    <repeat name="rules" title="Rule" min="1">
      <param name="file" type="data" label="File"/>
      <param name="weight" type="float" value="1.5" label="Weight"/>
    </repeat>
    <section name="advanced" title="Advanced options">
      <param argument="--mismatches" type="integer" value="2" label="Mismatches allowed"/>
      <param name="keep" type="boolean" truevalue="--keep" falsevalue="" checked="false" label="Keep"/>
    </section>
  </inputs>
</tool>"""
PAYLOAD = {
    "library": {"kind": "paired", "pair": {"__class__": "Batch", "values": [{"src": "hdca", "id": 4}]}},
    "reference": {"src": "hda", "id": 6},
    "preset": "fast",
    "marks": ["b", "a"],
    "column": 3,
    "rules": [{"file": {"src": "hda", "id": 7}, "weight": 2}, {}],
    "advanced": {"mismatches": 2},
}
JOB = {
    "library": '{"__current_case__": 1, "kind": "paired", "pair": {"values": [{"id": 55, "src": "dce"}]}}',
    "reference": '{"values": [{"id": 6, "src": "hda"}]}',
    "preset": '"balanced"',
    "marks": '["a"]',
    "advanced": '{"keep": "--keep", "mismatches": "2"}',
    "chromInfo": '"/srv/galaxy/chrom"',
    "__input_ext": '"input"',
    "reads|__identifier__": '"heat_1"',
    "broken": "{not json",
}
NO_ITEMS = Items({})


@pytest.fixture
def form() -> Form:
    found = read_form(ALIGN, "XmlToolSource")
    assert found
    return found


def flat(parameters: Sequence[Parameter], depth: int = 0) -> Iterator[tuple[int, Parameter]]:
    for parameter in parameters:
        yield depth, parameter
        yield from flat(parameter.children or (), depth + 1)


def drawn(parameters: Sequence[Parameter]) -> list[str]:
    """Return parameters as lines: label, value, `(default)` where it differs, refs of items."""
    return ["  " * depth + line(parameter) for depth, parameter in flat(parameters)]


def line(parameter: Parameter) -> str:
    words = [f"{parameter.label or parameter.name}:"]
    words += [parameter.text] if parameter.text else []
    words += [f"({parameter.default_text})"] if parameter.differs else []
    return " ".join(words + [str(item.ref) for item in parameter.items or ()])


def test_nested_like_the_form(form: Form) -> None:
    assert drawn(lay_out(form, PAYLOAD, NO_ITEMS)) == [
        "Library:",
        "  Library: Read pairs (Single reads)",
        "  Read pair: hdca:4",
        "Reference genome: hda:6",
        "Preset: Fast (Balanced)",
        "Marks: B, A (A)",
        "Column: 3",
        "Rule:",
        "  1: Rule:",
        "    File: hda:7",
        "    Weight: 2 (1.5)",
        "  2: Rule:",
        "    File:",
        "    Weight: 1.5",
        "Advanced options:",
        "  Mismatches allowed: 2",
        "  Keep: No",
    ]


def test_nothing_given_is_everything_default(form: Form) -> None:
    laid = lay_out(form, {}, NO_ITEMS)
    assert not [parameter for _, parameter in flat(laid) if parameter.differs]
    assert drawn(laid)[:3] == ["Library:", "  Library: Single reads", "  Reads:"]
    assert "  1: Rule:" in drawn(laid)


def test_what_depends_on_data_has_no_default(form: Form) -> None:
    by_name = {parameter.name: parameter for _, parameter in flat(lay_out(form, PAYLOAD, NO_ITEMS))}
    assert by_name["column"].differs is None
    assert by_name["reference"].differs is None
    assert by_name["library"].differs is None


def test_job_parameters_say_the_same_in_texts(form: Form) -> None:
    laid = lay_out(form, decode_job_parameters(JOB), NO_ITEMS)
    differing = {parameter.name for _, parameter in flat(laid) if parameter.differs}
    assert differing == {"kind", "keep"}
    assert "broken: {not json" in drawn(laid)
    assert not [parameter for _, parameter in flat(laid) if parameter.name in {"chromInfo", "__input_ext"}]


def test_the_graph_knows_what_the_job_read_one_by_one(form: Form) -> None:
    item = ParameterItem(ref=Ref("hdca", 4), name="Pairs", hid=45, mapped=True)
    laid = lay_out(form, decode_job_parameters(JOB), Items({"library|pair": [item]}))
    assert "  Read pair: hdca:4" in drawn(laid)


def test_without_a_form_there_are_names() -> None:
    assert drawn(lay_out(None, decode_job_parameters(JOB), NO_ITEMS)) == [
        "library:",
        "  kind: paired",
        "  pair:",
        "reference: hda:6",
        "preset: balanced",
        'marks: ["a"]',
        "advanced:",
        "  keep: --keep",
        "  mismatches: 2",
        "broken: {not json",
    ]


def test_items_are_in_the_order_of_the_value() -> None:
    """A tool that joins files joins them in this order; the graph keeps none."""
    known = [ParameterItem(ref=Ref("hda", number), name=f"file {number}") for number in (114, 116, 200)]
    value = [{"src": "hda", "id": 116}, {"src": "hda", "id": 114}]
    laid = lay_out(None, {"files": value}, Items({"files": known}))
    assert [item.name for item in laid[0].items or ()] == ["file 116", "file 114", "file 200"]


def test_items_are_those_of_the_instance() -> None:
    (parameter,) = lay_out(None, {"x": {"src": "hda", "id": 1}}, Items({}, "eu"))
    assert parameter.items
    assert parameter.items[0].ref == Ref("hda", 1, "eu")


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("library|pair", "Read pair"),
        ("rules_3|file", "File"),
        ("advanced|mismatches", "Mismatches allowed"),
        ("x", None),
    ],
)
def test_labels_by_flat_name(form: Form, name: str, label: str | None) -> None:
    assert label_of(form, name) == label


def test_what_the_source_says_about_the_tool(form: Form) -> None:
    assert (form.name, form.version, form.description) == ("Align reads", "3.2.1", "to a reference genome")


def test_a_user_defined_tool() -> None:
    source = """{"class": "GalaxyUserTool", "id": "my_cat", "name": "My cat", "version": "0.1.0", "inputs":
        [{"name": "input_file", "type": "data", "format": ["txt"]}, {"name": "n", "type": "integer", "value": 3}]}"""
    form = read_form(source, "YamlToolSource")
    assert form
    assert form.name == "My cat"
    assert drawn(lay_out(form, {"input_file": {"src": "hda", "id": 1}, "n": 4}, NO_ITEMS)) == [
        "input_file: hda:1",
        "n: 4 (3)",
    ]


def test_xml_is_xml_whatever_a_migration_called_it() -> None:
    assert read_form(ALIGN, "YamlToolSource") == read_form(ALIGN, "XmlToolSource")


@pytest.mark.parametrize(
    ("text", "kind"),
    [("", "XmlToolSource"), ("<tool", "XmlToolSource"), ("{}", "CwlToolSource"), ("[1", "YamlToolSource")],
)
def test_a_source_that_cannot_be_read_is_of_no_use(text: str, kind: str) -> None:
    assert read_form(text, kind) is None


def test_default_of_a_value_that_is_unknown_to_the_options(form: Form) -> None:
    payload: dict[str, Any] = {"preset": "turbo", "advanced": "nonsense", "rules": "nonsense", "extra": 1}
    laid = drawn(lay_out(form, payload, NO_ITEMS))
    assert "Preset: turbo (Balanced)" in laid
    assert laid[-1] == "extra: 1"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["src", "id", "values", "__class__", "kind", "file", "mismatches"]), inner, max_size=3
        )
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from([*PAYLOAD, "extra"]), JSON))
def test_no_payload_is_too_strange(payload: dict[str, Any]) -> None:
    form = read_form(ALIGN, "XmlToolSource")
    for laid in (lay_out(form, payload, NO_ITEMS), lay_out(None, payload, NO_ITEMS)):
        for _, parameter in flat(laid):
            assert parameter.name
            assert parameter.differs in {True, False, None}


@given(st.text(max_size=200), st.sampled_from(["XmlToolSource", "YamlToolSource", "CwlToolSource", ""]))
def test_no_source_is_too_strange(text: str, kind: str) -> None:
    assert read_form(text, kind) is None or isinstance(read_form(text, kind), Form)
