"""References: how one thing of one Galaxy is named, as `src` and id, and as a key of the graph (`main/hda/42`)."""

from __future__ import annotations

from dataclasses import dataclass

DEFAULT_INSTANCE = "main"

KINDS: dict[str, str] = {
    "hda": "hda",
    "hdca": "hdca",
    "tool_execution": "te",
    "job": "job",
    "implicit_collection_jobs": "icj",
    "workflow_invocation_step": "wis",
    "tool_request": "tr",
    "workflow_invocation": "wi",
    "history": "history",
}
"""`src` of a reference → the kind in a key (`design.md` 4)."""

SOURCES: dict[str, str] = {kind: src for src, kind in KINDS.items()}

_PARTS = 3
"""Of a key: instance, kind and number."""

ITEMS = frozenset({"hda", "hdca"})
EXECUTIONS = frozenset({"tool_execution", "job", "implicit_collection_jobs", "workflow_invocation_step"})


@dataclass(frozen=True, slots=True)
class Ref:
    """One record of one Galaxy. `id` is the database id."""

    src: str
    id: int
    instance: str = DEFAULT_INSTANCE

    @property
    def key(self) -> str:
        """The key of its node in the graph."""
        return f"{self.instance}/{KINDS[self.src]}/{self.id}"

    @property
    def is_item(self) -> bool:
        """Whether it is a dataset or a collection in a history."""
        return self.src in ITEMS

    def __str__(self) -> str:
        return f"{self.src}:{self.id}"

    @staticmethod
    def of_key(key: str) -> Ref:
        """Return the reference that a key stands for; raise `ValueError` when it is no key of a record."""
        parts = key.split("/")
        if len(parts) == _PARTS and parts[0] and parts[1] in SOURCES and parts[2].isdecimal():
            return Ref(SOURCES[parts[1]], int(parts[2]), parts[0])
        raise ValueError(f"{key!r} is no key of a record: write it as main/hda/42.")
