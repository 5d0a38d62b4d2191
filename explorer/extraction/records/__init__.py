"""What extraction reads of the graph, in rows. It imports nothing else of extraction."""
