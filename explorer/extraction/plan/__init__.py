"""The workflow as a whole: inputs, steps and outputs in their places. It imports `steps` and below."""
