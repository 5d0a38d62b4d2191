"""The same graph gives the same workflow, in whatever order its records are read."""

from __future__ import annotations

from random import Random
from typing import Any, cast

import pytest

from cypher import Graph
from explorer import Explorer, Ref
from explorer.extraction.model import Batches, Selection


class Shuffled:
    """A graph whose answers come in another order: their rows, and the records in them; texts in lists stay."""

    def __init__(self, graph: Graph, seed: int) -> None:
        """Ask `graph`."""
        self._graph = graph
        self._random = Random(seed)

    def read(self, name: str, **parameters: Any) -> list[dict[str, Any]]:
        """Return the answer of a statement, shuffled."""
        rows = [
            {column: self._shuffled(value) for column, value in row.items()}
            for row in self._graph.read(name, **parameters)
        ]
        self._random.shuffle(rows)
        return rows

    def existing(self, label: str, keys: list[str]) -> list[str]:
        """Return those keys that are there."""
        return self._graph.existing(label, keys)

    def _shuffled(self, value: Any) -> Any:
        if not isinstance(value, list):
            return value
        inner = [self._shuffled(one) for one in value]
        if inner and all(isinstance(one, list) for one in inner):
            self._random.shuffle(inner)
        return inner


@pytest.mark.parametrize("batches", ["steps", "mapped"])
@pytest.mark.parametrize(
    ("instance", "results", "executions"),
    [("demo", (10, 31), range(141, 147)), ("demo", (44, 33), range(150, 166)), ("main", (112, 90), range(170, 190))],
)
def test_the_order_of_reading_does_not_matter(
    samples: Graph, instance: str, results: tuple[int, ...], executions: range, batches: Batches
) -> None:
    selection = Selection(
        name="same",
        results=tuple(Ref("hdca", number, instance) for number in results),
        executions=tuple(Ref("job", number, instance) for number in executions),
        batches=batches,
    )
    expected = Explorer(samples, instance).extract(selection)
    for seed in range(3):
        assert Explorer(cast("Graph", Shuffled(samples, seed)), instance).extract(selection) == expected
