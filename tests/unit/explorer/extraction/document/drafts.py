"""Drafts made by hand, with everything that a format has to carry.

Reads ─┬─► Filter ─┬─► Concatenate (twice into one input, when) ─► [All reads]
List ──┘           └─► Count each (a workflow inside) ─► [Counts]
"""

from __future__ import annotations

from explorer.extraction.model import Connection, Draft, InputStep, Origin, Output, SubworkflowStep, ToolIdentity
from explorer.extraction.model import ToolStep as Step
from explorer.refs import Ref

CONNECTED = {"__class__": "ConnectedValue"}
SHED_TOOL = "toolshed.g2.bx.psu.edu/repos/devteam/filter/filter1/1.2"
USER_TOOL = {"class": "GalaxyUserTool", "id": "count_mine", "name": "Count", "version": "0.1", "shell_command": "wc"}
USER_TOOL |= {"container": "busybox", "inputs": [{"name": "input", "type": "data"}]}

READS = InputStep(type="data_input", label="Reads", item=Ref("hda", 3), formats=("fastqsanger",))
LIST = InputStep(type="data_collection_input", label="List", item=Ref("hdca", 4), collection_type="list:paired")

COUNT = Step(
    execution=Ref("job", 12),
    name="Count",
    tool=ToolIdentity(
        id="count_mine", version="0.1", uuid="6f2d3c0a-9f0e-4a33-8a57-6d3f0f3a5b11", representation=USER_TOOL
    ),
    state={"input": CONNECTED},
    label="Count",
    connections=(Connection("input", 0, "output"),),
    outputs=(Output(name="out", type="txt", label="Count"),),
)

INNER = Draft(name="Count each", steps=(InputStep(type="data_input", label="One"), COUNT))

EVERYTHING = Draft(
    name="Everything",
    annotation="All that a workflow can have.",
    tags=("name:all", "lineage"),
    comment="Some parameters were guessed.",
    origin=Origin(
        instance="main", histories={Ref("history", 2): "My history"}, first="2026-01-01T00:00:00.000000Z", last=None
    ),
    steps=(
        READS,
        LIST,
        Step(
            execution=Ref("tool_execution", 9),
            name="Filter",
            tool=ToolIdentity(id=SHED_TOOL, version="1.2", name="Filter", changeset="0123456789ab"),
            state={"input": CONNECTED, "cond": {"how": "by", "n": 3, "x": 0.5, "on": True, "note": None}},
            label="Filter",
            annotation="Only good ones.",
            connections=(Connection("input", 0, "output"),),
            outputs=(Output(name="out_file1", type="input"), Output(name="log", type="txt")),
        ),
        Step(
            execution=Ref("implicit_collection_jobs", 5),
            name="Concatenate",
            tool=ToolIdentity(id="cat1", version="1.0.0", name="Concatenate"),
            state={"input1": CONNECTED, "queries": [{"input2": CONNECTED}], "cols": [1, 2]},
            label="Concatenate",
            connections=(
                Connection("input1", 1, "output"),
                Connection("queries_0|input2", 2, "out_file1"),
                Connection("queries_0|input2", 0, "output"),
            ),
            outputs=(Output(name="out_file1", type="input", label="All reads", rename="Everything"),),
            when="$(inputs.when)",
        ),
        SubworkflowStep(
            invocation=Ref("workflow_invocation", 7),
            workflow=INNER,
            label="Count each",
            connections=(Connection("One", 2, "out_file1"),),
            outputs=(Output(name="Count", type="txt", label="Counts"),),
        ),
    ),
)
