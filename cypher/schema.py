"""What is in the graph: every label and every edge, declared once.

Constraints, upserts, removal, the dump and the schema page are generated from this declaration
(`definitions`, `writes`, `dump`, `reference`). All data-flow edges point with the flow of data, so
upstream is always against the arrows.
"""

from __future__ import annotations

from cypher.bookkeeping import BOOKKEEPING
from cypher.declaration import Edge, Kind, Node, Property, boolean, indexed, integer, json, string, time

_TIMES = _CREATED, _CHANGED = (
    time("create_time", "when Galaxy made it"),
    time("update_time", "when Galaxy last changed it"),
)
_TAGS = (
    Property("tags", "strings", "`name` or `name:value`, sorted"),
    string("annotation", "the owner's annotation"),
)
_WORDS = Property("words", "string", "what it is found by, made of the others (`cypher/words.py`)", is_derived=True)
_TEXTS = ("name", "tags", "annotation")

NODES: tuple[Node, ...] = (
    Node(
        "User",
        ("user",),
        "A Galaxy user.",
        (
            string("username", "public name"),
            boolean("deleted", "account deleted"),
            Property("roles", "integers", "ids of the roles that the user holds, directly or by a group, sorted"),
        ),
    ),
    Node(
        "History",
        ("history",),
        "A Galaxy history.",
        (
            string("name", "the history's name"),
            _CREATED,
            indexed(_CHANGED),
            boolean("deleted", "deleted"),
            boolean("purged", "purged"),
            indexed(boolean("importable", "readable by everybody who has the link")),
            indexed(boolean("published", "listed for everybody")),
            boolean("archived", "archived"),
            string("slug", "last part of the link"),
            *_TAGS,
            _WORDS,
        ),
        searched=_TEXTS,
    ),
    Node(
        "Dataset",
        ("hda",),
        "A dataset as it stands in a history (HDA).",
        (
            integer("hid", "number in its history"),
            string("name", "the dataset's name"),
            string("state", "the state shown: the HDA's own, else its dataset's"),
            string("extension", "data type"),
            boolean("deleted", "deleted; absent where Galaxy has NULL"),
            boolean("purged", "purged"),
            boolean("visible", "visible; absent where Galaxy has NULL"),
            integer("version", "version of the metadata"),
            *_TIMES,
            integer("dataset_id", "the stored dataset that copies share"),
            string("uuid", "of the stored dataset"),
            integer("file_size", "bytes"),
            string("source_uri", "where it was fetched from"),
            boolean("is_element", "element of any collection, attached to a history or not"),
            Property("access_roles", "integers", "roles that are all needed to read it, sorted; none: public"),
            *_TAGS,
            _WORDS,
        ),
        searched=("extension", *_TEXTS),
    ),
    Node(
        "Collection",
        ("hdca",),
        "A collection in a history (HDCA).",
        (
            integer("hid", "number in its history"),
            string("name", "the collection's name"),
            string("state", "`populated_state` of its dataset collection"),
            string("state_message", "why it could not be populated"),
            string("collection_type", "`list`, `paired`, `list:paired`, …"),
            boolean("deleted", "deleted; absent where Galaxy has NULL"),
            boolean("visible", "visible; absent where Galaxy has NULL"),
            *_TIMES,
            integer("collection_id", "the dataset collection that copies share"),
            integer("element_count", "direct elements, as Galaxy counts them"),
            string("implicit_output_name", "output of the map-over that made it"),
            *_TAGS,
            _WORDS,
        ),
        searched=("collection_type", *_TEXTS),
    ),
    Node(
        "ToolExecution",
        ("te", "icj", "job", "wis"),
        "One execution event: the producer of datasets and collections.",
        (
            string(
                "state",
                "`validated`, `not_validated`, `validation_failed`, or `missing` when nothing was captured",
            ),
            json("payload", "the `request_internal` object, when it was captured"),
            indexed(string("tool_id", "the tool that ran; its job's, else its source's")),
            string("tool_version", "version of that tool"),
            string("tool_name", "what its source calls that tool, where the source was kept"),
            time("create_time", "of its earliest job"),
            json("external_inputs", "inputs without a node (`url`, `ldda`): a list of `{input, src, …}`"),
            _WORDS,
        ),
        searched=("tool_id", "tool_name"),
    ),
    Node(
        "ToolSource",
        ("ts",),
        "The tool as it was, addressed by content and identity.",
        (
            string("source", "text of the tool"),
            string("source_class", "how to parse it: `XmlToolSource`, `YamlToolSource`, …"),
            string("hash", "sha256 of the text"),
            string("identity_hash", "sha256 of the NUL-joined identity"),
            string("tool_id", "full tool id"),
            string("tool_version", "version"),
            string("dynamic_tool_uuid", "of a user-defined tool"),
            boolean("untrusted", "the text may be another tool's (a migration merged sources)"),
        ),
        has_galaxy_id=False,
    ),
    Node(
        "Job",
        ("job",),
        "One job.",
        (
            string("tool_id", "the tool that ran"),
            string("tool_version", "its version"),
            string("galaxy_version", "Galaxy's version"),
            string("state", "`ok`, `error`, `running`, …"),
            *_TIMES,
            time("start_time", "when it last began to run"),
            integer("exit_code", "of the tool's process"),
            string("info", "what Galaxy says about it"),
            string("stderr", "the end of the tool's standard error, when it failed; 4,000 characters at most"),
            integer("copied_from_job_id", "the job whose outputs were reused"),
            integer("tool_request_id", "`job.tool_request_id` as it stands"),
            integer("user_id", "who ran it"),
            integer("history_id", "where it ran"),
            json("parameters", "its `job_parameter` rows: an object, values as stored"),
            json("tool_state", "`job.tool_state`"),
        ),
    ),
    Node(
        "ImplicitCollectionJobs",
        ("icj",),
        "The anchor of a map-over.",
        (string("populated_state", "`new`, `ok` or `failed`"),),
    ),
    Node(
        "ToolRequest",
        ("tr",),
        "A command to run a tool, and its lifecycle.",
        (
            string("state", "`new`, `submitted`, `failed`; absent when minted for a workflow step"),
            json("state_message", "why it failed"),
            string("request_state", "validity, as Galaxy stored it"),
            integer("history_id", "where it was to run"),
        ),
    ),
    Node(
        "Workflow",
        ("wf",),
        "One version of a workflow.",
        (
            string("name", "the workflow's name"),
            string("uuid", "of this version"),
            integer("stored_workflow_id", "the workflow that it is a version of"),
            string("license", "its licence"),
            *_TIMES,
        ),
    ),
    Node(
        "WorkflowInvocation",
        ("wi",),
        "One run of a workflow.",
        (
            string("state", "`new`, `scheduled`, `completed`, `failed`, …"),
            string("uuid", "of the invocation"),
            integer("history_id", "where it ran"),
            *_TIMES,
        ),
    ),
    Node(
        "WorkflowInvocationStep",
        ("wis",),
        "One step of one run of a workflow.",
        (
            string("state", "`new`, `scheduled`, …"),
            integer("order_index", "position in the workflow"),
            string("label", "of the workflow step"),
            string("type", "`tool`, `data_input`, `subworkflow`, …"),
            string("tool_id", "of the workflow step"),
            string("tool_version", "of the workflow step"),
            string("step_uuid", "of the workflow step"),
            string("when_expression", "condition of the workflow step"),
            *_TIMES,
        ),
    ),
)

_DATA = ("Dataset", "Collection")
_INPUT = string("input", "the tool's flat input name (`cond|x`, `rep_0|x`)")
_OUTPUT = string("output", "the tool's output name")
_VIA = string("via", "the evidence: `payload`, `job` or `premap`")

EDGES: tuple[Edge, ...] = (
    Edge("OWNS", (("User", "History"),), "target", "whose history it is"),
    Edge("MAY_READ", (("User", "History"),), "target", "whom it is shared with"),
    Edge("IN_HISTORY", tuple((d, "History") for d in _DATA), "source", "where the item stands"),
    Edge(
        "CONSUMED_BY",
        tuple((d, "ToolExecution") for d in _DATA),
        "target",
        "an input of the declared request",
        (
            _INPUT,
            _VIA,
            string("src", "`dce` when the request named a collection element, absent otherwise"),
            Property("path", "strings", "identifiers of that element, from the outside in"),
            boolean("mapped", "the request mapped over it: each element by itself"),
        ),
        ("input", "path"),
    ),
    Edge("PRODUCED", tuple(("ToolExecution", d) for d in _DATA), "source", "an output", (_OUTPUT,), ("output",)),
    Edge(
        "READ_BY",
        tuple((d, "Job") for d in _DATA),
        "target",
        "what the job read",
        (_INPUT, Property("path", "strings", "identifiers of a collection element, from the outside in")),
        ("input", "path"),
    ),
    Edge("WROTE", tuple(("Job", d) for d in _DATA), "source", "what the job wrote", (_OUTPUT,), ("output",)),
    Edge(
        "ELEMENT_OF",
        (("Dataset", "Collection"),),
        "target",
        "a leaf, straight to its collection in a history",
        (
            string("identifier", "its own element identifier"),
            Property("path", "strings", "identifiers from the outside in"),
            integer("index", "position, depth first"),
        ),
        ("path",),
    ),
    Edge("COPIED_TO", tuple((d, d) for d in _DATA), "target", "a copy of the same data"),
    Edge("CONVERTED_TO", (("Dataset", "Dataset"),), "target", "an implicit conversion to another data type"),
    Edge("OF_TOOL", (("ToolExecution", "ToolSource"),), "source", "the tool as it was"),
    Edge(
        "RAN_FOR",
        (("Job", "ToolExecution"), ("ImplicitCollectionJobs", "ToolExecution")),
        "source",
        "the execution that it is part of",
        (string("via", "how it is known: `own`, `icj`, `step`, `request` or `collection`"),),
    ),
    Edge(
        "MEMBER_OF",
        (("Job", "ImplicitCollectionJobs"),),
        "source",
        "a job of a map-over",
        (integer("index", "position in the map-over"),),
    ),
    Edge("REQUESTED", (("ToolRequest", "ToolExecution"),), "source", "the command behind the execution"),
    Edge(
        "SCHEDULED",
        (("WorkflowInvocationStep", "ToolExecution"),),
        "source",
        "the execution of a workflow step",
    ),
    Edge("STEP_OF", (("WorkflowInvocationStep", "WorkflowInvocation"),), "source", "the run that it belongs to"),
    Edge("OF_WORKFLOW", (("WorkflowInvocation", "Workflow"),), "source", "what was run"),
    Edge(
        "SUBINVOCATION_OF",
        (("WorkflowInvocation", "WorkflowInvocation"),),
        "source",
        "the run that contains it",
    ),
)

BY_LABEL: dict[str, Node] = {node.label: node for node in (*NODES, *BOOKKEEPING)}
BY_TYPE: dict[str, Edge] = {edge.type: edge for edge in EDGES}
SEARCHED: dict[str, tuple[str, ...]] = {node.label: node.searched for node in NODES if node.searched}
"""Label → the properties whose words it is found by."""

KINDS: dict[str, frozenset[str]] = {node.label: frozenset(node.kinds) for node in NODES}

__all__ = [
    "BOOKKEEPING",
    "BY_LABEL",
    "BY_TYPE",
    "EDGES",
    "KINDS",
    "NODES",
    "SEARCHED",
    "Edge",
    "Kind",
    "Node",
    "Property",
]
