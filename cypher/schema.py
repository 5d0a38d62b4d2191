"""What is in the graph: every label and every edge, declared once.

Constraints, upserts, removal, the dump and the schema page are generated from this declaration
(`definitions`, `writes`, `dump`, `reference`). All data-flow edges point with the flow of data, so
upstream is always against the arrows.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["string", "integer", "float", "boolean", "strings", "integers", "time", "json"]


@dataclass(frozen=True, slots=True)
class Property:
    """One property of a node or an edge. `kind` is its type; `time` and `json` are strings in the graph."""

    name: str
    kind: Kind
    about: str


@dataclass(frozen=True, slots=True)
class Node:
    """A label; every node has `key` (unique per label), `instance` and, unless said otherwise, `galaxy_id`."""

    label: str
    kinds: tuple[str, ...]
    about: str
    properties: tuple[Property, ...] = ()
    has_galaxy_id: bool = True

    @property
    def identity(self) -> tuple[str, ...]:
        """The property names that come from the key."""
        return ("key", "instance", "galaxy_id") if self.has_galaxy_id else ("key", "instance")

    @property
    def names(self) -> frozenset[str]:
        """All property names that a node with this label may have."""
        return frozenset((*self.identity, *(p.name for p in self.properties)))


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge type between one or more pairs of labels.

    `identity` are the properties that, with type and ends, tell two edges apart. `owner` is the end whose
    record says that the edge exists: reading that record again yields all its edges of this type, so edges that
    it no longer names can be removed.
    """

    type: str
    ends: tuple[tuple[str, str], ...]
    owner: Literal["source", "target"]
    about: str
    properties: tuple[Property, ...] = ()
    identity: tuple[str, ...] = field(default=())

    @property
    def names(self) -> frozenset[str]:
        """All property names that an edge of this type may have."""
        return frozenset(p.name for p in self.properties)


def _s(name: str, about: str) -> Property:
    return Property(name, "string", about)


def _i(name: str, about: str) -> Property:
    return Property(name, "integer", about)


def _b(name: str, about: str) -> Property:
    return Property(name, "boolean", about)


def _t(name: str, about: str) -> Property:
    return Property(name, "time", about)


def _j(name: str, about: str) -> Property:
    return Property(name, "json", about)


_TIMES = (_t("create_time", "when Galaxy made it"), _t("update_time", "when Galaxy last changed it"))
_TAGS = (
    Property("tags", "strings", "`name` or `name:value`, sorted"),
    _s("annotation", "the owner's annotation"),
)

NODES: tuple[Node, ...] = (
    Node(
        "User",
        ("user",),
        "A Galaxy user.",
        (
            _s("username", "public name"),
            _b("deleted", "account deleted"),
            Property("roles", "integers", "ids of the roles that the user holds, directly or by a group, sorted"),
        ),
    ),
    Node(
        "History",
        ("history",),
        "A Galaxy history.",
        (
            _s("name", "the history's name"),
            *_TIMES,
            _b("deleted", "deleted"),
            _b("purged", "purged"),
            _b("importable", "readable by everybody who has the link"),
            _b("published", "listed for everybody"),
            _b("archived", "archived"),
            _s("slug", "last part of the link"),
            *_TAGS,
        ),
    ),
    Node(
        "Dataset",
        ("hda",),
        "A dataset as it stands in a history (HDA).",
        (
            _i("hid", "number in its history"),
            _s("name", "the dataset's name"),
            _s("state", "the state shown: the HDA's own, else its dataset's"),
            _s("extension", "data type"),
            _b("deleted", "deleted; absent where Galaxy has NULL"),
            _b("purged", "purged"),
            _b("visible", "visible; absent where Galaxy has NULL"),
            _i("version", "version of the metadata"),
            *_TIMES,
            _i("dataset_id", "the stored dataset that copies share"),
            _s("uuid", "of the stored dataset"),
            _i("file_size", "bytes"),
            _s("source_uri", "where it was fetched from"),
            _b("is_element", "element of any collection, attached to a history or not"),
            Property("access_roles", "integers", "roles that are all needed to read it, sorted; none: public"),
            *_TAGS,
        ),
    ),
    Node(
        "Collection",
        ("hdca",),
        "A collection in a history (HDCA).",
        (
            _i("hid", "number in its history"),
            _s("name", "the collection's name"),
            _s("state", "`populated_state` of its dataset collection"),
            _s("state_message", "why it could not be populated"),
            _s("collection_type", "`list`, `paired`, `list:paired`, …"),
            _b("deleted", "deleted; absent where Galaxy has NULL"),
            _b("visible", "visible; absent where Galaxy has NULL"),
            *_TIMES,
            _i("collection_id", "the dataset collection that copies share"),
            _i("element_count", "direct elements, as Galaxy counts them"),
            _s("implicit_output_name", "output of the map-over that made it"),
            *_TAGS,
        ),
    ),
    Node(
        "ToolExecution",
        ("te", "icj", "job", "wis"),
        "One execution event: the producer of datasets and collections.",
        (
            _s(
                "state",
                "`validated`, `not_validated`, `validation_failed`, or `missing` when nothing was captured",
            ),
            _j("payload", "the `request_internal` object, when it was captured"),
            _s("tool_id", "the tool that ran; its job's, else its source's"),
            _s("tool_version", "version of that tool"),
            _t("create_time", "of its earliest job"),
            _j("external_inputs", "inputs without a node (`url`, `ldda`): a list of `{input, src, …}`"),
        ),
    ),
    Node(
        "ToolSource",
        ("ts",),
        "The tool as it was, addressed by content and identity.",
        (
            _s("source", "text of the tool"),
            _s("source_class", "how to parse it: `XmlToolSource`, `YamlToolSource`, …"),
            _s("hash", "sha256 of the text"),
            _s("identity_hash", "sha256 of the NUL-joined identity"),
            _s("tool_id", "full tool id"),
            _s("tool_version", "version"),
            _s("dynamic_tool_uuid", "of a user-defined tool"),
            _b("untrusted", "the text may be another tool's (a migration merged sources)"),
        ),
        has_galaxy_id=False,
    ),
    Node(
        "Job",
        ("job",),
        "One job.",
        (
            _s("tool_id", "the tool that ran"),
            _s("tool_version", "its version"),
            _s("galaxy_version", "Galaxy's version"),
            _s("state", "`ok`, `error`, `running`, …"),
            *_TIMES,
            _i("exit_code", "of the tool's process"),
            _s("info", "what Galaxy says about it"),
            _s("stderr", "the end of the tool's standard error, when it failed; 4,000 characters at most"),
            _i("copied_from_job_id", "the job whose outputs were reused"),
            _i("tool_request_id", "`job.tool_request_id` as it stands"),
            _i("user_id", "who ran it"),
            _i("history_id", "where it ran"),
            _j("parameters", "its `job_parameter` rows: an object, values as stored"),
            _j("tool_state", "`job.tool_state`"),
        ),
    ),
    Node(
        "ImplicitCollectionJobs",
        ("icj",),
        "The anchor of a map-over.",
        (_s("populated_state", "`new`, `ok` or `failed`"),),
    ),
    Node(
        "ToolRequest",
        ("tr",),
        "A command to run a tool, and its lifecycle.",
        (
            _s("state", "`new`, `submitted`, `failed`; absent when minted for a workflow step"),
            _j("state_message", "why it failed"),
            _s("request_state", "validity, as Galaxy stored it"),
            _i("history_id", "where it was to run"),
        ),
    ),
    Node(
        "Workflow",
        ("wf",),
        "One version of a workflow.",
        (
            _s("name", "the workflow's name"),
            _s("uuid", "of this version"),
            _i("stored_workflow_id", "the workflow that it is a version of"),
            _s("license", "its licence"),
            *_TIMES,
        ),
    ),
    Node(
        "WorkflowInvocation",
        ("wi",),
        "One run of a workflow.",
        (
            _s("state", "`new`, `scheduled`, `completed`, `failed`, …"),
            _s("uuid", "of the invocation"),
            _i("history_id", "where it ran"),
            *_TIMES,
        ),
    ),
    Node(
        "WorkflowInvocationStep",
        ("wis",),
        "One step of one run of a workflow.",
        (
            _s("state", "`new`, `scheduled`, …"),
            _i("order_index", "position in the workflow"),
            _s("label", "of the workflow step"),
            _s("type", "`tool`, `data_input`, `subworkflow`, …"),
            _s("tool_id", "of the workflow step"),
            _s("tool_version", "of the workflow step"),
            _s("step_uuid", "of the workflow step"),
            _s("when_expression", "condition of the workflow step"),
            *_TIMES,
        ),
    ),
)

_DATA = ("Dataset", "Collection")
_INPUT = _s("input", "the tool's flat input name (`cond|x`, `rep_0|x`)")
_OUTPUT = _s("output", "the tool's output name")
_VIA = _s("via", "the evidence: `payload`, `job` or `premap`")

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
            _s("src", "`dce` when the request named a collection element, absent otherwise"),
            Property("path", "strings", "identifiers of that element, from the outside in"),
            _b("mapped", "the request mapped over it: each element by itself"),
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
            _s("identifier", "its own element identifier"),
            Property("path", "strings", "identifiers from the outside in"),
            _i("index", "position, depth first"),
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
        (_s("via", "how it is known: `own`, `icj`, `step`, `request` or `collection`"),),
    ),
    Edge(
        "MEMBER_OF",
        (("Job", "ImplicitCollectionJobs"),),
        "source",
        "a job of a map-over",
        (_i("index", "position in the map-over"),),
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

BOOKKEEPING: tuple[Node, ...] = (
    Node(
        "Quarantined",
        ("quarantined",),
        "A row that could not be loaded; retried at the next sync.",
        (
            _s("stream", "the stream that read it"),
            _s("row", "which row: its id, or table and id"),
            _s("reason", "what is wrong with it"),
            _t("since", "when it was first seen"),
        ),
        has_galaxy_id=False,
    ),
    Node(
        "Stream",
        ("stream",),
        "What the last sync of one stream did.",
        (
            _s("name", "the stream"),
            _t("synced", "when it ended"),
            _j("report", "its line of the report"),
        ),
        has_galaxy_id=False,
    ),
    Node(
        "Watermark",
        ("watermark",),
        "How far a table of the source was read; it moves in the transaction of the rows that it covers.",
        (_s("name", "the stream or the table"), _j("state", "which ids were read, and up to which time")),
        has_galaxy_id=False,
    ),
    Node(
        "Marked",
        ("marked",),
        "A row to be read again: it has changed, or it may still change without a clock.",
        (
            _s("stream", "the stream that reads it"),
            _i("row", "its id"),
            _s("because", "`changed`, `late`, `differs` or `open`"),
        ),
        has_galaxy_id=False,
    ),
    Node(
        "Chunk",
        ("chunk",),
        "A range of ids of a stream, and the checksum of its rows when they were last read as a whole.",
        (
            _s("stream", "the stream"),
            _i("number", "the range: its lowest id divided by the size of chunks"),
            _s("checksum", "of all rows of the source that belong to it"),
        ),
        has_galaxy_id=False,
    ),
    Node(
        "Turn",
        ("turn",),
        "Which sync of a Galaxy may write: the one that began last.",
        (_s("holder", "its writer"),),
        has_galaxy_id=False,
    ),
    Node(
        "GraphVersion",
        ("version",),
        "A counter that moves with every transaction that changes what is dumped; and the last sync.",
        (_i("version", "the counter"), _t("synced", "when the last sync of the instance ended")),
        has_galaxy_id=False,
    ),
)
"""Labels that are not part of a dump."""

BY_LABEL: dict[str, Node] = {node.label: node for node in (*NODES, *BOOKKEEPING)}
BY_TYPE: dict[str, Edge] = {edge.type: edge for edge in EDGES}
KINDS: dict[str, frozenset[str]] = {node.label: frozenset(node.kinds) for node in NODES}
