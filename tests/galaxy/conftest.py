"""A Galaxy with all histories, and its records in a local graph."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest

from cypher import open_graph
from cypher.local import LocalServer
from explorer import Explorer
from tests.engines.sample_databases import REPOSITORY
from tests.galaxy import kit
from tests.galaxy.kit import Galaxy
from tests.galaxy.scenarios import Made, Scenario, make_histories
from tests.galaxy.table import Results, rendered
from tests.galaxy.trips import chosen

RESULTS = pytest.StashKey[Results]()


@pytest.fixture(scope="session")
def galaxy() -> Iterator[Galaxy]:
    """A real Galaxy 26.1."""
    with kit.running() as galaxy:
        yield galaxy


@pytest.fixture(scope="session")
def histories(request: pytest.FixtureRequest, galaxy: Galaxy) -> Callable[[Scenario], Made]:
    """The history of each case that was chosen (`-k`)."""
    return make_histories(galaxy, {scenario for scenario, _ in chosen(request.session)})


@pytest.fixture(scope="session")
def explorer(
    galaxy: Galaxy,
    histories: Callable[[Scenario], Made],  # noqa: ARG001 - they are made before the records are read
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Explorer]:
    """Answers about that Galaxy, whose records the command line loaded when all histories were there."""
    folder = tmp_path_factory.mktemp("graph")
    try:
        sync(galaxy.database, f"local:{folder}")
        with open_graph(f"local:{folder}") as graph:
            yield Explorer(graph)
    finally:
        LocalServer(folder).stop()


def sync(database: str, graph: str) -> None:
    """Load a Galaxy into a graph, as the command line does."""
    settings = os.environ | {"GALAXY_LINEAGE_GALAXY": database, "GALAXY_LINEAGE_GRAPH": graph}
    subprocess.run([sys.executable, "-m", "api.cli", "sync"], cwd=REPOSITORY, env=settings, check=True)


@pytest.fixture(scope="session")
def results(pytestconfig: pytest.Config) -> Results:
    """What came of each case."""
    return pytestconfig.stash.setdefault(RESULTS, Results())


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print the table of what was tried, and leave it in `tests/artefacts`."""
    if RESULTS not in config.stash:
        return
    text = rendered(config.stash[RESULTS])
    artefacts = REPOSITORY / "tests" / "artefacts"
    artefacts.mkdir(exist_ok=True)
    (artefacts / "round_trip.md").write_text(text)
    terminalreporter.section("there and back")
    terminalreporter.write(text)
