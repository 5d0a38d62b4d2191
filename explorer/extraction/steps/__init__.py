"""Each piece of work as a step by itself: tool, parameters, label. It imports `wiring` and below."""
