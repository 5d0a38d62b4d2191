"""What was run, as pieces of work: the selection of the caller, resolved. It imports `records` and `state`."""
