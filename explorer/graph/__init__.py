"""Nodes and edges: what the rows of the statements mean, and how answers name it. It asks the graph nothing."""
