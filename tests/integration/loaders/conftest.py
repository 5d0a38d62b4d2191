"""What is in a graph, as values that are easy to compare, and a small Galaxy database."""

from __future__ import annotations

import json

import pytest

from cypher import open_graph
from cypher.dump import dump
from tests.integration.loaders.content import Content
from tests.unit.loaders.conftest import empty_galaxy, galaxy

__all__ = ["empty_galaxy", "galaxy"]


@pytest.fixture(scope="session")
def sample_content(local_samples_url: str) -> dict[str, Content]:
    """What the samples are in the graph, by instance."""
    with open_graph(local_samples_url) as graph:
        lines = [json.loads(line) for line in dump(graph)]
    return {instance: Content(lines, instance) for instance in ("demo", "main")}
