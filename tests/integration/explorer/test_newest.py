"""The newest items of a history: the same whether all were few enough to be read at once or not."""

from __future__ import annotations

import pytest

from cypher import Graph
from explorer import Explorer
from explorer.history.newest import FEW, Window, read_newest


@pytest.mark.parametrize("window", [Window(include_deleted=True), Window(include_deleted=False, above=3, below=30)])
def test_a_few_of_many_are_the_first_of_all(samples: Graph, window: Window) -> None:
    many = 0
    for history in Explorer(samples, "demo").histories(limit=100)[0]:
        whole = read_newest(samples, history.ref, 10_000, window)
        assert len(whole.items) == whole.total
        for most in (1, 2, 5, whole.total):
            assert read_newest(samples, history.ref, most, window) == whole._replace(items=whole.items[:most])
            many += whole.total > FEW * most
    assert many > 0
