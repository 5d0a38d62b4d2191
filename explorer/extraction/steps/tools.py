"""The tools of the executions that become steps: which they are, and how their parameters are read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from cypher import Graph
from explorer.extraction.model import ToolIdentity
from explorer.extraction.records.reading import Records
from explorer.extraction.records.rows import ExecutionRow, SourceRow
from explorer.extraction.state import ParameterModels, models_of
from explorer.toolbox.installed import form_of
from explorer.toolbox.tool import Toolbox
from explorer.tools.forms import Form, read_form

Tool = tuple[str | None, str | None]
"""Id and version."""


class Tools:
    """The tools of some executions; each source is read once, and Galaxy is asked once for each tool without one."""

    def __init__(self, records: Records, rows: Sequence[ExecutionRow], toolbox: Toolbox | None) -> None:
        """Read the texts of all sources that may be trusted: of the runs, else of other runs of the same version."""
        graph = records.access.graph
        self._sources = _known_sources(graph, records.access.instance, rows)
        keys = sorted({source.key for row in rows if (source := self._source(row))})
        answer = graph.read("tools/sources", sources=keys) if keys else []
        self._texts = {row["key"]: row["source"] or "" for row in answer}
        self._toolbox = toolbox
        self._installed: dict[tuple[str, str | None], Mapping[str, Any] | None] = {}

    def identity(self, row: ExecutionRow) -> ToolIdentity:
        """Return which tool an execution ran: what its job says, else the step of the workflow that scheduled it."""
        tool_id, version = named_tool(row)
        own = trusted(row)
        form = self.form(row)
        return ToolIdentity(
            id=tool_id,
            version=version or (form.version if form else None),
            uuid=own.uuid if own else None,
            name=form.name if form else None,
            representation=_representation(self._texts[own.key]) if own and own.uuid else None,
            changeset=self._changeset(tool_id, version),
        )

    def models(self, row: ExecutionRow) -> ParameterModels | None:
        """Return the parameter models of the tool; None when no source of it was kept, or only untrusted ones."""
        source = self._source(row)
        return models_of(self._texts[source.key], source.source_class or "") if source else None

    def form(self, row: ExecutionRow) -> Form | None:
        """Return the form of the tool: of its source, else as Galaxy has it installed now."""
        source = self._source(row)
        kept = read_form(self._texts[source.key], source.source_class or "") if source else None
        if kept:
            return kept
        said = self._asked(*named_tool(row))
        return form_of(said) if said else None

    def _source(self, row: ExecutionRow) -> SourceRow | None:
        return trusted(row) or self._sources.get(named_tool(row))

    def _changeset(self, tool_id: str | None, version: str | None) -> str | None:
        """Return the revision of the tool's repository, which only a Galaxy that has it installed knows."""
        said = self._asked(tool_id, version) if "/repos/" in (tool_id or "") else None
        repository = said.get("tool_shed_repository") if said else None
        return repository.get("changeset_revision") if isinstance(repository, Mapping) else None

    def _asked(self, tool_id: str | None, version: str | None) -> Mapping[str, Any] | None:
        if self._toolbox is None or not tool_id:
            return None
        if (tool_id, version) not in self._installed:
            self._installed[tool_id, version] = self._toolbox.tool(tool_id, version)
        return self._installed[tool_id, version]


def _known_sources(graph: Graph, instance: str, rows: Iterable[ExecutionRow]) -> dict[Tool, SourceRow]:
    """Return sources of the tools whose runs have none that may be trusted, by id and version."""
    tools = sorted({tool_id for row in rows if not trusted(row) for tool_id, _ in [named_tool(row)] if tool_id})
    answer = graph.read("extraction/sources", prefix=f"{instance}/", tools=tools) if tools else []
    found = sorted(tuple(values) for row in answer for values in row["sources"])
    return {(tool, version): SourceRow(key, kind, None, None) for key, kind, tool, version in reversed(found)}


def trusted(row: ExecutionRow) -> SourceRow | None:
    """Return the source of the tool, unless its text may be another tool's."""
    source = row.source
    return source if source and not source.untrusted else None


def named_tool(row: ExecutionRow) -> Tool:
    """Return id and version of the tool of an execution."""
    if row.tool_id or row.step is None:
        return row.tool_id, row.tool_version
    return row.step.tool_id, row.step.tool_version


def _representation(text: str) -> Mapping[str, Any] | None:
    try:
        found = json.loads(text)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None
