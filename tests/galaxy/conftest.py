"""A Galaxy with all histories, and its records in a local graph."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cypher import open_graph
from cypher.local import LocalServer
from explorer import Explorer
from tests.engines.sample_databases import REPOSITORY
from tests.galaxy import kit
from tests.galaxy.kit import Galaxy
from tests.galaxy.scenarios import Made, Scenario, make_histories
from tests.galaxy.table import Results, rendered


@pytest.fixture(scope="session")
def galaxy() -> Iterator[Galaxy]:
    """A real Galaxy 26.1."""
    with kit.running() as galaxy:
        yield galaxy


@pytest.fixture(scope="session")
def histories(galaxy: Galaxy) -> Callable[[Scenario], Made]:
    """The history of each case."""
    return make_histories(galaxy)


@pytest.fixture(scope="session")
def explorer(
    galaxy: Galaxy,
    histories: Callable[[Scenario], Made],  # noqa: ARG001 - they are made before the records are read
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Explorer]:
    """Answers about that Galaxy, whose records the command line loaded when all histories were there."""
    folder = tmp_path_factory.mktemp("graph")
    try:
        _sync(galaxy.database, f"local:{folder}")
        with open_graph(f"local:{folder}") as graph:
            yield Explorer(graph)
    finally:
        LocalServer(folder).stop()


def _sync(database: str, graph: str) -> None:
    settings = os.environ | {"GALAXY_LINEAGE_GALAXY": database, "GALAXY_LINEAGE_GRAPH": graph}
    subprocess.run([sys.executable, "-m", "api.cli", "sync"], cwd=REPOSITORY, env=settings, check=True)


@pytest.fixture(scope="session")
def results(pytestconfig: pytest.Config) -> Iterator[Results]:
    """What came of each case; printed as a table when all have been tried, and kept in `tests/artefacts`."""
    results = Results()
    yield results
    text = rendered(results)
    artefacts = Path(REPOSITORY, "tests", "artefacts")
    artefacts.mkdir(exist_ok=True)
    (artefacts / "round_trip.md").write_text(text)
    reporter = pytestconfig.pluginmanager.get_plugin("terminalreporter")
    if reporter:
        reporter.write_line("")
        reporter.write(text)
