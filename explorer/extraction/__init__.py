"""What was run, as a workflow that runs again (`galaxy/extraction.md`)."""
