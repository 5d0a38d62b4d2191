"""The tools of the executions that become steps: which they are, and how their parameters are read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from explorer.extraction.model import ToolIdentity
from explorer.extraction.reading import Records
from explorer.extraction.rows import ExecutionRow, SourceRow
from explorer.extraction.state import ParameterModels, models_of
from explorer.toolbox.installed import form_of
from explorer.toolbox.tool import Toolbox
from explorer.tools import Form, read_form


class Tools:
    """The tools of some executions; each source is read once, and Galaxy is asked once for each tool without one."""

    def __init__(self, records: Records, rows: Iterable[ExecutionRow], toolbox: Toolbox | None) -> None:
        """Read the texts of all sources that may be trusted."""
        keys = sorted({source.key for row in rows if (source := trusted(row))})
        answer = records.access.graph.read("tools/sources", sources=keys) if keys else []
        self._texts = {row["key"]: row["source"] or "" for row in answer}
        self._toolbox = toolbox
        self._installed: dict[tuple[str, str | None], Mapping[str, Any] | None] = {}

    def identity(self, row: ExecutionRow) -> ToolIdentity:
        """Return which tool an execution ran: what its job says, else the step of the workflow that scheduled it."""
        tool_id, version = named_tool(row)
        source = trusted(row)
        text = self._texts.get(source.key, "") if source else ""
        form = self.form(row)
        return ToolIdentity(
            id=tool_id,
            version=version or (form.version if form else None),
            uuid=source.uuid if source else None,
            name=form.name if form else None,
            representation=_representation(text) if source and source.uuid else None,
        )

    def models(self, row: ExecutionRow) -> ParameterModels | None:
        """Return the parameter models of the tool; None when its source was not kept, or may be another tool's."""
        source = trusted(row)
        return models_of(self._texts.get(source.key, ""), source.source_class or "") if source else None

    def form(self, row: ExecutionRow) -> Form | None:
        """Return the form of the tool: of its source, else as Galaxy has it installed now."""
        source = trusted(row)
        kept = read_form(self._texts.get(source.key, ""), source.source_class or "") if source else None
        if kept:
            return kept
        said = self._asked(*named_tool(row))
        return form_of(said) if said else None

    def _asked(self, tool_id: str | None, version: str | None) -> Mapping[str, Any] | None:
        if self._toolbox is None or not tool_id:
            return None
        if (tool_id, version) not in self._installed:
            self._installed[tool_id, version] = self._toolbox.tool(tool_id, version)
        return self._installed[tool_id, version]


def trusted(row: ExecutionRow) -> SourceRow | None:
    """Return the source of the tool, unless its text may be another tool's."""
    source = row.source
    return source if source and not source.untrusted else None


def named_tool(row: ExecutionRow) -> tuple[str | None, str | None]:
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
