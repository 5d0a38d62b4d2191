"""Recorded input names become the names of parameters."""

from __future__ import annotations

import pytest

from loaders.inputs import flat_inputs


@pytest.mark.parametrize(
    ("recorded", "declared", "expected"),
    [
        (["inputs", "inputs1", "inputs2"], ["inputs"], {"inputs": "inputs", "inputs1": "inputs", "inputs2": "inputs"}),
        (["coll1", "coll2"], ["coll"], {"coll1": "coll", "coll2": "coll"}),  # the members of a collection input
        (["input1", "queries_0|input2"], ["input1", "queries_0|input2"], None),
        (["input", "input1"], ["input", "input1"], None),  # two parameters
        (["rep_0|x1", "rep_0|x"], [], {"rep_0|x1": "rep_0|x", "rep_0|x": "rep_0|x"}),
        (["rep_0"], ["rep"], None),
        (["x2"], [], None),  # nothing says that it is not called so
        (["12"], [], None),
        ([""], [], None),
    ],
)
def test_numbered_names(recorded, declared, expected):
    assert flat_inputs(recorded, declared) == (expected or {name: name for name in recorded})
