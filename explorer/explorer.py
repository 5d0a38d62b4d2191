"""The facade: every question that one can ask the graph."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from cypher import Graph
from explorer import syncs
from explorer.access import ADMIN, Access, Caller
from explorer.access.access import forbidden
from explorer.compare import Comparison, compare
from explorer.executions.invocations import read_invocation
from explorer.executions.job_data import JobPage, read_job_data
from explorer.executions.model import Invocation, Producers, ToolExecutionDetail
from explorer.executions.producers import read_producers
from explorer.executions.reading import read_execution, read_executions, resolve_execution
from explorer.extraction.asking import ExtractsWorkflows
from explorer.graph.model import Direction, HistoryGraph, HistorySummary
from explorer.graph.profiles import profile_named
from explorer.history import histories
from explorer.history.history_graph import read_history_graph
from explorer.history.questions import Question
from explorer.lineage.asking import AsksLineage
from explorer.references import parse_ref
from explorer.refs import DEFAULT_INSTANCE, Ref
from explorer.search import Found, Query, search
from explorer.search.around import search_around
from explorer.search.query import KINDS
from explorer.syncs import InstanceSync, QuarantinedRow
from explorer.toolbox import (
    FoundTool,
    Strategy,
    Toolbox,
    tool_for_execution,
    with_makers_named,
    with_tool_name,
    with_tool_names,
)
from explorer.view import View, ViewQuestion
from explorer.view.extent import read_extent
from explorer.view.model import Extent
from explorer.view.view import read_view


class Explorer(AsksLineage, ExtractsWorkflows):
    """Answers about one Galaxy (`instance`) in a graph, as far as `caller` may read. Safe to share between threads."""

    def __init__(
        self,
        graph: Graph,
        instance: str = DEFAULT_INSTANCE,
        caller: Caller = ADMIN,
        toolbox: Toolbox | None = None,
    ) -> None:
        """Ask `graph`, which stays open; and `toolbox`, where there is one, for tools whose source was not kept."""
        self._toolbox = toolbox
        self._graph = graph
        self._instance = instance
        self._access = Access(graph, caller, instance)

    def histories(
        self, query: str = "", limit: int = 50, offset: int = 0, *, include_deleted: bool = False
    ) -> tuple[list[HistorySummary], int]:
        """Return histories whose names have all words of `query`, last changed first, and how many there are in all."""
        return histories.list_histories(self._access, query, limit, offset, include_deleted=include_deleted)

    def history(self, history_id: int) -> HistorySummary:
        """Return one history; raise `NotFound` when it is not in the graph, `Forbidden` when it is not the caller's."""
        return histories.read_history(self._access, Ref("history", history_id, self._instance))

    def instances(self) -> list[str]:
        """Return the names of the Galaxy servers in the graph."""
        return syncs.read_instances(self._graph)

    def sync(self) -> list[InstanceSync]:
        """Return when each Galaxy in the graph was last synced, how far, and what that did."""
        return syncs.read_syncs(self._graph)

    def quarantined(self, instance: str | None = None, *, limit: int = 100, after: str = "") -> list[QuarantinedRow]:
        """Return a page of the rows that could not be loaded, of one Galaxy or of all; `after` is the last `key`.

        Raises:
            Forbidden: the caller is no administrator.
        """
        return syncs.read_quarantined(self._access, instance, limit, after)

    def history_graph(  # noqa: PLR0913 - the parameters of Galaxy's route
        self,
        history_id: int,
        *,
        limit: int = 500,
        include_deleted: bool = False,
        seed: Ref | None = None,
        direction: Direction = "both",
        depth: int = 20,
        seed_scope: Ref | None = None,
        profile: str = "full",
    ) -> HistoryGraph:
        """Return the graph of a history (`galaxy/history_graph.md`).

        Args:
            history_id: database id.
            limit: items considered at most; 1000 is the most there is.
            include_deleted: also deleted items.
            seed: keep only what is within `depth` hops of this node.
            direction: which way from the seed.
            depth: hops from the seed; from an item to an execution is one.
            seed_scope: the item around which items are selected, instead of the newest ones.
            profile: `full`, or `galaxy-26.1`: exactly what that release of Galaxy answers.

        Raises:
            NotFound: there is no such history.
            Forbidden: the caller may not read it.
            SeedScopeNotFound: `seed_scope` is not in this history, or has no number.
            SeedNotFound: `seed` is not in the graph.
            BadRequest: the question is wrong in another way.
        """
        question = Question(
            history=Ref("history", history_id, self._instance),
            limit=limit,
            include_deleted=include_deleted,
            seed=seed,
            direction=direction,
            depth=depth,
            seed_scope=seed_scope,
        )
        return with_tool_names(read_history_graph(self._access, question, profile_named(profile)), self._toolbox)

    def producers(self, ref: Ref | str) -> Producers:
        """Return what a dataset or collection directly comes from.

        Raises:
            NotFound: it is not in the graph.
            Forbidden: the caller may not read it.
            BadRequest: it is no dataset or collection.
        """
        return with_makers_named(read_producers(self._access, self._ref(ref)), self._toolbox)

    def tool_execution(self, ref: Ref | str) -> ToolExecutionDetail:
        """Return an execution; its job, ICJ, workflow step or tool request names it as well.

        Raises:
            NotFound: there is no such record, or it belongs to no execution.
            Forbidden: the caller may not read it.
        """
        return with_tool_name(read_execution(self._access, self._ref(ref)), self._toolbox)

    def job_data(self, ref: Ref | str, limit: int = 50, offset: int = 0) -> JobPage:
        """Return what the jobs of an execution themselves read and wrote, a page of at most 200 of them.

        Raises:
            NotFound: there is no such record, or it belongs to no execution.
            Forbidden: the caller may not read it.
            BadRequest: there is no such page.
        """
        return read_job_data(self._access, self._ref(ref), limit, offset)

    def tool_executions(self, refs: Iterable[Ref]) -> list[ToolExecutionDetail]:
        """Return those of these executions that the caller may read, earliest first; each is named by its own record.

        One question for all: a file about a thousand of them does not ask a thousand times.
        """
        found = read_executions(self._access, sorted(self._access.readable(ref.key for ref in refs)))
        return [with_tool_name(each, self._toolbox) for each in found]

    def invocation(self, ref: Ref | str) -> Invocation:
        """Return one run of a workflow with its steps.

        Raises:
            NotFound: it is not in the graph.
            Forbidden: the caller may not read the history that it ran in.
        """
        return read_invocation(self._access, self._ref(ref))

    def tool_for_execution(self, ref: Ref | str, strategy: Strategy) -> FoundTool:
        """Return the tool that an execution ran, with its form.

        Args:
            ref: the execution, or a record that names it.
            strategy: `toolbox`, as Galaxy has it installed now, or `rebuild`, as it was, from the source that was kept;
                each falls back to the other.

        Raises:
            NotFound: there is no such execution, or neither way finds its tool.
            Forbidden: the caller may not read it.
            BadRequest: there is no such strategy.
        """
        found = self._ref(ref)
        key = resolve_execution(self._graph, found)
        if not self._access.may_read(key):
            raise forbidden(found)
        return tool_for_execution(self._graph, key, strategy, self._toolbox)

    def search(  # noqa: PLR0913, PLR0917 - the parameters of the route
        self,
        query: str,
        kind: str | None = None,
        history: Ref | int | None = None,
        limit: int = 50,
        after: Mapping[str, Any] | None = None,
        around: Ref | str | None = None,
    ) -> Found:
        """Return what has all words of `query`, the best first; of the last word the beginning is enough.

        Args:
            query: words of names, tool ids and names, data types, tags, annotations; or an id.
            kind: only `history`, `hdca`, `hda` or `tool_execution`.
            history: only what stands in it.
            limit: how many at most, up to 200.
            after: the `after` of the page before.
            around: only what is connected with this item, execution or history, on one page.

        Raises:
            NotFound, Forbidden: the history is not there, or not the caller's to read.
            BadRequest: there is no word, or too many.
        """
        where = Ref("history", history, self._instance) if isinstance(history, int) else history
        asked = Query(query, tuple(KINDS) if kind is None else (kind,), where, limit)
        if around is not None:
            return search_around(self._access, self._instance, asked, self._ref(around))
        return search(self._graph, self._access, self._instance, asked, after)

    def compare(self, left: Ref | str, right: Ref | str) -> Comparison:
        """Return two results, executions or runs of workflows side by side: what was set, what was read.

        Raises:
            NotFound, Forbidden: one of them is not there, or not the caller's to read.
            BadRequest: they are of two kinds, or nothing that has a lineage.
        """
        return compare(self._access, self._ref(left), self._ref(right))

    def view(self, question: ViewQuestion) -> View:
        """Return a picture: a history or a lineage as far as it is opened, with the place of every card.

        Raises:
            NotFound, Forbidden: what it begins at is not there, or not the caller's to read.
            BadRequest: it begins at nothing that has a lineage.
        """
        return read_view(self._access, question, self._toolbox)

    def extent(self, seed: Ref | str) -> Extent:
        """Count the cards of the whole lineage of a seed, of which a view shows as much as is opened.

        Raises:
            NotFound, Forbidden, BadRequest: as `view` says.
        """
        return read_extent(self._access, self._ref(seed))

    def _ref(self, ref: Ref | str) -> Ref:
        return ref if isinstance(ref, Ref) else parse_ref(ref, self._instance)
