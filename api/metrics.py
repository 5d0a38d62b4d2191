"""What `GET /metrics` tells Prometheus: requests by route and status, how long they took, and how old the graph is.

Labels are names of routes, statuses and Galaxy servers: never an id, a user or a key.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from cypher import Graph, GraphError
from explorer import Explorer

NAMESPACE: Final = "galaxy_lineage"
SECONDS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
UNMATCHED: Final = "none"

log = logging.getLogger(__name__)


class Metrics:
    """The counts of one application."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "requests", "Requests answered", ("route", "status"), namespace=NAMESPACE, registry=self._registry
        )
        self._seconds = Histogram(
            "request_seconds",
            "Time until the end of an answer",
            ("route",),
            namespace=NAMESPACE,
            registry=self._registry,
            buckets=SECONDS,
        )

    def watch(self, graph: Graph) -> None:
        """Also tell about this graph, which is asked when Prometheus comes."""
        self._registry.register(_GraphState(graph))

    def count(self, route: str, status: int, seconds: float) -> None:
        """Count one answer; `route` as it is declared, such as `/api/histories/{history_id}/graph`."""
        self._requests.labels(route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def text(self) -> bytes:
        """Write all of it in Prometheus' text format."""
        return generate_latest(self._registry)


class _GraphState(Collector):
    """Reads the graph's state; when it is away that is what is told."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    def describe(self) -> list[Metric]:
        """Nothing is read when this is registered."""
        return []

    def collect(self) -> Iterator[Metric]:
        """Read version, ages and quarantined rows."""
        try:
            version, syncs = self._graph.version(), Explorer(self._graph).sync()
        except GraphError as error:
            log.warning("%s", error)
            yield GaugeMetricFamily(f"{NAMESPACE}_graph_up", "Whether the graph answers", 0)
            return
        yield GaugeMetricFamily(f"{NAMESPACE}_graph_up", "Whether the graph answers", 1)
        yield GaugeMetricFamily(f"{NAMESPACE}_graph_version", "Moves when the graph changes", version)
        age = GaugeMetricFamily(f"{NAMESPACE}_graph_age_seconds", "Time since the last sync", labels=["instance"])
        losses = GaugeMetricFamily(f"{NAMESPACE}_quarantined_rows", "Rows not loaded in full", labels=["instance"])
        for each in syncs:
            losses.add_metric([each.instance], sum(each.quarantined.values()))
            if each.synced:
                age.add_metric(
                    [each.instance], (datetime.now(UTC) - datetime.fromisoformat(each.synced)).total_seconds()
                )
        yield from (age, losses)
