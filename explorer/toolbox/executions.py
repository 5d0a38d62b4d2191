"""The tool of an execution, by either strategy; each falls back to the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from cypher import Graph
from explorer.errors import BadRequest, NotFound
from explorer.refs import Ref
from explorer.toolbox.installed import form_of
from explorer.toolbox.tool import FoundTool, Strategy, Toolbox
from explorer.tools.forms import read_form


class Ran(NamedTuple):
    """What the graph says about the tool that an execution ran."""

    tool_id: str | None
    tool_version: str | None
    source: str | None
    source_class: str | None
    untrusted: bool | None


def tool_for_execution(graph: Graph, execution: str, strategy: Strategy, toolbox: Toolbox | None) -> FoundTool:
    """Return the tool that an execution ran.

    Args:
        graph: where the execution is.
        execution: its key.
        strategy: which way to try first.
        toolbox: of the Galaxy where it ran; None when it cannot be asked.

    Raises:
        BadRequest: there is no such strategy.
        NotFound: neither way finds the tool.
    """
    if strategy not in STRATEGIES:
        raise BadRequest(f"strategy {strategy!r} is none of {', '.join(STRATEGIES)}.")
    rows = graph.read("tools/of_execution", execution=execution)
    for row in rows[:1]:
        ran = Ran(**row)
        for way in (strategy, *(other for other in STRATEGIES if other != strategy)):
            if found := STRATEGIES[way](ran, toolbox):
                return found
    ref = Ref.of_key(execution)
    raise NotFound(f"The tool of {ref} is neither installed nor was its source kept.", ref)


def _installed(ran: Ran, toolbox: Toolbox | None) -> FoundTool | None:
    """Ask Galaxy; a tool of another version counts only when Galaxy has no better one."""
    if toolbox is None or not ran.tool_id:
        return None
    said = toolbox.tool(ran.tool_id, ran.tool_version)
    if said is None:
        return None
    form = form_of(said)
    return FoundTool(
        id=ran.tool_id,
        version=form.version or ran.tool_version,
        name=form.name,
        description=form.description,
        form=form,
        strategy="toolbox",
    )


def _rebuilt(ran: Ran, _: Toolbox | None) -> FoundTool | None:
    """Read the source that was kept; one that may be another tool's (`galaxy/records.md` 4, M3) is none."""
    form = None if ran.untrusted else read_form(ran.source or "", ran.source_class or "")
    if form is None:
        return None
    return FoundTool(
        id=ran.tool_id,
        version=ran.tool_version or form.version,
        name=form.name,
        description=form.description,
        form=form,
        strategy="rebuild",
    )


STRATEGIES: Final[Mapping[Strategy, Callable[[Ran, Toolbox | None], FoundTool | None]]] = {
    "toolbox": _installed,
    "rebuild": _rebuilt,
}
