"""Lineage: what something comes from, what depends on it, and what lies between two things."""

from explorer.lineage.model import Edge, Granularity, Lineage, LineageNode, More, Truncated, Way

__all__ = ["Edge", "Granularity", "Lineage", "LineageNode", "More", "Truncated", "Way"]
