"""How things are named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer import BadReference, Ref, parse_ref
from explorer.refs import KINDS


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("hda:42", Ref("hda", 42)),
        (" HDA:42 ", Ref("hda", 42)),
        ("hdca:7", Ref("hdca", 7)),
        ("tool_execution:9", Ref("tool_execution", 9)),
        ("job:3", Ref("job", 3)),
        ("icj:5", Ref("implicit_collection_jobs", 5)),
        ("step:4", Ref("workflow_invocation_step", 4)),
        ("invocation:2", Ref("workflow_invocation", 2)),
        ("history:1", Ref("history", 1)),
        ("main/hda/42", Ref("hda", 42)),
        ("eu/te/9", Ref("tool_execution", 9, "eu")),
        ("eu/icj/5", Ref("implicit_collection_jobs", 5, "eu")),
    ],
)
def test_the_forms_of_a_reference(text: str, ref: Ref) -> None:
    assert parse_ref(text) == ref


@given(
    st.sampled_from(sorted(KINDS)),
    st.integers(min_value=0, max_value=2**63 - 1),
    st.from_regex("[a-z]+", fullmatch=True),
)
def test_a_key_and_its_reference_are_the_same(src: str, number: int, instance: str) -> None:
    ref = Ref(src, number, instance)
    assert Ref.of_key(ref.key) == parse_ref(ref.key) == ref


@pytest.mark.parametrize(
    "text", ["", "hda", "hda:", "hda:x", "dataset:1", "42", "main/hda", "main/hda/x", "main//1", "hda:-1", "hda:²"]
)
def test_what_is_no_reference_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(BadReference) as refused:
        parse_ref(text)
    assert "\n" not in str(refused.value)
    assert len(str(refused.value)) > 20


def test_an_encoded_id_is_decoded_in_the_kind_of_its_source() -> None:
    assert parse_ref("hda:f2db41e1fa331b3e", decode=lambda src, text: len(src + text)) == Ref("hda", 19)


def test_an_id_that_does_not_decode_is_refused() -> None:
    def refuse(_: str, text: str) -> int:
        raise ValueError(text)

    with pytest.raises(BadReference, match="no id of this Galaxy"):
        parse_ref("hda:garbage", decode=refuse)


@pytest.mark.parametrize("key", ["", "main/hda", "main/hda/x", "main/unknown/1", "/hda/1"])
def test_what_is_no_key(key: str) -> None:
    with pytest.raises(ValueError, match="no key of a record"):
        Ref.of_key(key)
