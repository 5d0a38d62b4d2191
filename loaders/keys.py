"""Names of nodes: `<instance>/<kind>/<id>`, and the label that each kind has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from loaders.values import shown


class Name(NamedTuple):
    """A node in the graph, before it is written: its label and its key."""

    label: str
    key: str


_new = tuple.__new__
"""Makes a named tuple in three fifths of the time."""


class ExecutionId(NamedTuple):
    """The record that a ToolExecution stands on: kind `te`, `icj`, `job` or `wis`, and its id."""

    kind: str
    id: int


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of one Galaxy server."""

    instance: str

    def user(self, id_: int) -> Name:
        """Name a user."""
        return self._name("User", "user", id_)

    def history(self, id_: int) -> Name:
        """Name a history."""
        return self._name("History", "history", id_)

    def dataset(self, hda_id: int) -> Name:
        """Name an HDA."""
        return self._name("Dataset", "hda", hda_id)

    def collection(self, hdca_id: int) -> Name:
        """Name an HDCA."""
        return self._name("Collection", "hdca", hdca_id)

    def item(self, src: str, id_: int) -> Name:
        """Name an `hda` or an `hdca`."""
        return self._name("Dataset", "hda", id_) if src == "hda" else self._name("Collection", "hdca", id_)

    def job(self, id_: int) -> Name:
        """Name a job."""
        return self._name("Job", "job", id_)

    def implicit_jobs(self, icj_id: int) -> Name:
        """Name an ICJ."""
        return self._name("ImplicitCollectionJobs", "icj", icj_id)

    def request(self, id_: int) -> Name:
        """Name a tool request."""
        return self._name("ToolRequest", "tr", id_)

    def execution(self, execution: ExecutionId) -> Name:
        """Name an execution by the record it stands on."""
        return self._name("ToolExecution", execution.kind, execution.id)

    def tool_source(self, digest: str) -> Name:
        """Name a tool source by the digest of its content and identity."""
        return Name("ToolSource", f"{self.instance}/ts/{digest}")

    def workflow(self, id_: int) -> Name:
        """Name a version of a workflow."""
        return self._name("Workflow", "wf", id_)

    def invocation(self, id_: int) -> Name:
        """Name a run of a workflow."""
        return self._name("WorkflowInvocation", "wi", id_)

    def step(self, id_: int) -> Name:
        """Name a step of a run."""
        return self._name("WorkflowInvocationStep", "wis", id_)

    def prefix(self, kind: str) -> str:
        """Return what all keys of a kind begin with."""
        return f"{self.instance}/{kind}/"

    def _name(self, label: str, kind: str, id_: int) -> Name:
        """Name a node; SQLite may hold anything where an id should be: a key that no node has."""
        return _new(Name, (label, f"{self.instance}/{kind}/{id_ if id_.__class__ is int else shown(id_)}"))
