"""Tool sources: the tool as it was, one node per text and identity, and the executions that ran it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from loaders import tools, values
from loaders.batch import Batch
from loaders.generations import Generation
from loaders.keys import ExecutionId, Name
from loaders.record import Record
from loaders.source import Source
from loaders.streams.base import Context, Stream, weight_of
from loaders.tools import Identity, ToolText, tool_text
from loaders.values import BadValue


@dataclass(frozen=True, slots=True)
class Use:
    """An execution of a tool source; which tool it ran is what its jobs say, if it has any."""

    execution: ExecutionId
    identity: Identity | None


class ToolSources(Stream):
    """tool_source → ToolSource, OF_TOOL."""

    name = "tool_sources"
    table = "tool_source"
    columns = tools.COLUMNS
    kinds = (("ToolSource", "ts"),)
    size = 200
    has_ids = False

    def __init__(self, context: Context) -> None:
        """Remember which sources were seen: as many as there are versions of tools."""
        super().__init__(context)
        self._seen: set[Name] = set()
        self._uuids: dict[int, str | None] = {}

    def load(self, records: Sequence[Record]) -> Batch:
        """(:ToolExecution)-[:OF_TOOL]->(:ToolSource)."""
        batch = Batch()
        uses = read_uses(self.generation, [record.id for record in records])
        self._read_uuids(use.identity for found in uses.values() for use in found)
        self._read_uuids(tools.row_identity(record.row) for record in records)
        for record in records:
            batch.begin(record.id)
            self._add(batch, record, uses.get(record.id, []))
        return batch

    def weigh(self, records: Sequence[Record]) -> Mapping[int, int]:
        """The text of each tool."""
        return {record.id: weight_of(record.row["source"]) for record in records}

    def seen(self) -> set[Name]:
        """All sources that are in Galaxy's database."""
        return self._seen

    def _add(self, batch: Batch, record: Record, uses: Sequence[Use]) -> None:
        text, known = _read_text(record), tools.row_identity(record.row)
        for use in uses:
            batch.own(self.keys.execution(use.execution), "OF_TOOL")
        if text is None:
            return
        is_trusted = not tools.may_be_merged(self.source, record.row)
        if not uses:
            self._add_source(batch, text, known or text.own_identity())
        for use in uses:
            identity = known or use.identity or (text.own_identity() if is_trusted else None)
            if identity is not None:
                name = self._add_source(batch, text, identity, is_trusted=is_trusted)
                batch.edge("OF_TOOL", self.keys.execution(use.execution), name)

    def _add_source(self, batch: Batch, text: ToolText, identity: Identity, *, is_trusted: bool = True) -> Name:
        """(:ToolSource); whose text may be another tool's is a node apart from one that is sure."""
        name = self.keys.tool_source(text.key(identity, is_trusted=is_trusted))
        self._seen.add(name)
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

    def _read_uuids(self, identities: Iterable[Identity | None]) -> None:
        wanted = {identity.dynamic_tool_id for identity in identities if identity} - self._uuids.keys()
        for row in self.source.lookup("dynamic_tool", ("uuid",), "id", wanted):
            try:
                self._uuids[row["id"]] = values.as_uuid(row["uuid"])
            except BadValue:
                self._uuids[row["id"]] = None


def read_uses(generation: Generation, ids: Sequence[int]) -> dict[int, list[Use]]:
    """Return the executions of each tool source, with the identity that the first job of each gives."""
    found = generation.uses_of(ids)
    first = generation.first_jobs([use.execution for use in found])
    identities = _read_identities(generation.source, first.values())
    uses: dict[int, list[Use]] = {}
    for execution, tool_source in found:
        use = Use(ExecutionId("te", execution), identities.get(first.get(execution, 0)))
        uses.setdefault(tool_source, []).append(use)
    return uses


def _read_identities(source: Source, jobs: Iterable[int]) -> Mapping[int, Identity]:
    columns = ("tool_id", "tool_version", "dynamic_tool_id")
    return {
        row["id"]: Identity(values.as_text(row["tool_id"]), values.as_text(row["tool_version"]), row["dynamic_tool_id"])
        for row in source.lookup("job", columns, "id", jobs)
    }


def _read_text(record: Record) -> ToolText | None:
    try:
        return tool_text(record.row["source"], record.text("source_class"))
    except BadValue as problem:
        record.note(f"source: {problem}")
        return None
