"""Keys of nodes, also of those that cannot be."""

from __future__ import annotations

import pytest

from loaders.keys import ExecutionId, Keys


def test_a_key_is_instance_kind_and_id():
    assert Keys("main").dataset(42) == ("Dataset", "main/hda/42")
    assert Keys("main").execution(ExecutionId("te", 7)) == ("ToolExecution", "main/te/7")


@pytest.mark.parametrize("garbage", ["7", b"7", 7.0, "a\udcffb", "x" * 1_000_000])
def test_garbage_is_a_short_key_that_no_node_has(garbage):
    key = Keys("main").dataset(garbage).key
    assert key != "main/hda/7"
    assert len(key) < 100
    key.encode()
