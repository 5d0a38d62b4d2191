"""The profile `galaxy-26.1` against Galaxy's own HistoryGraphBuilder, over databases that Hypothesis makes up.

A server of release 26.1.2 lives for a while: uploads, tools, requests, map-overs, copies, collections, deletions (see
`tests/integration/loaders/changes`). Then its database is loaded, and both are asked about every history.
`GALAXY_LINEAGE_TEST_EXAMPLES` sets how many servers.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cypher import Graph
from loaders.sync import sync
from tests.differential.test_history_graph import Pair
from tests.integration.loaders.changes import KINDS, Change, Server, make_empty_sqlite, populate
from tests.oracle.client import Oracle

EXAMPLES = int(os.environ.get("GALAXY_LINEAGE_TEST_EXAMPLES", "2"))
QUESTIONS: tuple[dict[str, Any], ...] = (
    {},
    {"include_deleted": True},
    {"limit": 3},
    {"limit": 7, "include_deleted": True},
)
UNCERTAIN = frozenset({"copy_hdca", "copy_hdca_with_elements"})
"""Of several collections with the same elements, Galaxy takes the one that the database happens to return last."""

_numbers = count(1)
_lives = st.lists(
    st.builds(Change, st.sampled_from(sorted(set(KINDS) - UNCERTAIN)), st.integers(0, 10**6)), min_size=30, max_size=60
)


@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
@given(life=_lives)
def test_random_histories(
    life: list[Change], oracle: Callable[[Path], Oracle], demo_sqlite: Path, tmp_path: Path, local_graph: Graph
) -> None:
    number = next(_numbers)
    database = make_empty_sqlite(demo_sqlite, tmp_path / f"{number}.sqlite")
    server = Server(f"sqlite:///{database}")
    populate(server)
    for change in life:
        server.apply(change)
    server.close()
    pair = Pair(database, f"random{number}", oracle(database))
    sync(f"sqlite:///{database}", local_graph, instance=pair.instance)
    for history in pair.ids("history"):
        for question in QUESTIONS:
            pair.compare(local_graph, history, **question)


def test_lives_are_not_empty(demo_sqlite: Path, tmp_path: Path) -> None:
    """What every server begins with has requests whose graphs are compared."""
    database = make_empty_sqlite(demo_sqlite, tmp_path / "first.sqlite")
    server = Server(f"sqlite:///{database}")
    populate(server)
    with server.transaction() as world:
        assert len(world.find("tool_request")) > 4
        assert len(world.find("history")) > 1
    server.close()
