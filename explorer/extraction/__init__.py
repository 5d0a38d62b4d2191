"""What was run, as a workflow that runs again (`galaxy/extraction.md`).

`extract` goes down the packages: what is meant (`by_ids`, `selection`), what fed what (`wiring`), each step by itself
(`steps`), the workflow as a whole (`plan`), and what it does not keep (`report`); `document` writes it. `records`
reads the graph, `state` knows the parameters of tools. Each imports only what stands below it: `pyproject.toml`.
"""
