"""What became of each thing that was run, in lines. It imports `plan` and below."""
