"""Single executions, items and runs of workflows, with everything that is known.

It imports `graph`, `access` and below.
"""
