"""The node of a tool source: one per text and identity, shared by all executions that ran it."""

from __future__ import annotations

from collections.abc import Iterable

from loaders import values
from loaders.batch import Batch
from loaders.keys import Keys, Name
from loaders.source import Source
from loaders.tools import Identity, ToolText
from loaders.values import BadValue

MOST = 20_000
"""How many nodes are remembered to be in the graph already."""


class ToolNodes:
    """Puts tool sources into batches: those that an earlier batch of this run has put there are not written again."""

    def __init__(self, source: Source, keys: Keys) -> None:
        """Nothing is in the graph yet, as far as one knows."""
        self._source, self._keys = source, keys
        self._written: set[Name] = set()
        self._uuids: dict[int, str | None] = {}

    def expect(self, identities: Iterable[Identity | None]) -> None:
        """Look up the uuids of the dynamic tools that the next batch names."""
        wanted = {identity.dynamic_tool_id for identity in identities if identity} - self._uuids.keys()
        for row in self._source.lookup("dynamic_tool", ("uuid",), "id", wanted):
            try:
                self._uuids[row["id"]] = values.as_uuid(row["uuid"])
            except BadValue:
                self._uuids[row["id"]] = None

    def add(self, batch: Batch, text: ToolText, identity: Identity, *, is_trusted: bool = True) -> Name:
        """(:ToolSource); whose text may be another tool's is a node apart from one that is sure."""
        name = self._keys.tool_source(text.key(identity, is_trusted=is_trusted))
        if name not in self._written and name not in batch.nodes:
            batch.node(
                name,
                source=text.text,
                source_class=text.source_class,
                hash=text.digest,
                identity_hash=identity.digest,
                tool_id=identity.tool_id,
                tool_version=identity.tool_version,
                dynamic_tool_uuid=self._uuids.get(identity.dynamic_tool_id or 0),
                untrusted=None if is_trusted else True,
            )
        return name

    def settle(self, batch: Batch) -> None:
        """Remember that the nodes of a batch are in the graph now."""
        if len(self._written) > MOST:
            self._written.clear()
        self._written.update(name for name in batch.nodes if name.label == "ToolSource")
