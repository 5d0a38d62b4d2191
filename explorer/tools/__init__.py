"""Tools as they were: what their kept sources say. It imports nothing else of the explorer."""
