"""The view: what a picture shows, from one question that says all there is to say. Nothing is remembered between two.

Read what is shown (`begin`, `reach`), show it to its caller (`restricted`), leave out and fold (`filters`, `runs`), say
what is beyond (`beyond`), and lay it out (`drawing`).
"""

from __future__ import annotations

from explorer.access import Access
from explorer.access.nodes import is_restricted, keys_of, restricted
from explorer.graph.drafts import Draft, is_collection, is_item
from explorer.graph.model import Node
from explorer.history.assembly import connect
from explorer.refs import Ref
from explorer.toolbox import Toolbox, named_nodes
from explorer.view import drawing, hubs
from explorer.view.begin import begin, between, is_too_large
from explorer.view.beyond import beyond
from explorer.view.ends import ended
from explorer.view.filters import count, sift
from explorer.view.groups import by_tool
from explorer.view.material import Material, is_apart
from explorer.view.model import Counts, Hub, More, Opened, Run, View
from explorer.view.question import ViewQuestion
from explorer.view.reach import reach
from explorer.view.rows import read_opened
from explorer.view.runs import fold, read_runs, runs_of
from explorer.view.totals import read_totals


def read_view(access: Access, question: ViewQuestion, toolbox: Toolbox | None = None) -> View:
    """Answer a question about a picture, with stubs for what the caller may not read.

    `toolbox` names tools whose source was not kept: before the layout, for names make cards higher.

    Raises:
        NotFound, Forbidden: what it begins at is not there, or not the caller's to read.
        BadRequest: the question makes no sense.
    """
    return _Making(access, question, toolbox).made()


class _Making:
    """One view in the making: everything by key, as the caller may see it."""

    def __init__(self, access: Access, question: ViewQuestion, toolbox: Toolbox | None) -> None:
        self.access = access
        self.toolbox = toolbox
        self.question = question
        self.material = Material(access)
        self.begun = begin(self.material, question)
        self.nodes = self._reached()
        self.stubs = {key for key, node in self.nodes.items() if is_restricted(node)}
        self.drafts = self._lines()
        self.all_keys = set(self.nodes)
        self.totals = read_totals(access, question.history) if question.history else None
        self.counts = self._counted()

    def made(self) -> View:
        """Leave out, fold, count what is beyond, open, and lay out."""
        out = sift(self.nodes, self.drafts, self.stubs, self.question.filters)
        out.pop(self.begun.seed or "", None)
        self._keep(self.nodes.keys() - out.keys())
        self.begun.grouped &= is_too_large(self.question, len(self.nodes))
        if self.begun.grouped:
            self.nodes, self.drafts = by_tool(self.nodes, self.drafts, self.stubs)
            return self._view([], {}, {}, [], out)
        runs = self._fold()
        more = self._beyond()
        opened = self._opened()
        hubs_found = self._hubs()
        return self._view(runs, more, opened, hubs_found, out)

    def _reached(self) -> dict[str, Node]:
        """Load what is open, read it, and put stubs for what the caller may not read."""
        question, begun, material = self.question, self.begun, self.material
        shown = begun.shown
        sides = begun.sides | {(ref.key, way): pages for (ref, way), pages in question.hops.items()}
        for ref in question.brought:
            shown |= self._brought(ref)
        reach(material, shown, sides)
        if question.only:
            shown = between(self.access, *question.only)
        material.read_nodes(shown, begun.home.ref.key if begun.home else None)
        found = {key: node for key, node in material.nodes.items() if key in shown and not is_apart(node)}
        view = self.access.view(keys_of(found))
        seen = named_nodes({key: restricted(key, node, view) for key, node in found.items()}, self.toolbox)
        return ended(self.access.graph, seen)

    def _brought(self, ref: Ref) -> set[str]:
        """Return a node and what lies between it and the seed; only itself where there is no seed or no way."""
        seed = self.question.seed
        if seed is None:
            return self.access.readable([ref.key])
        return between(self.access, ref, seed) | between(self.access, seed, ref) | self.access.readable([ref.key])

    def _lines(self) -> list[Draft]:
        self.material.read_sources(self.nodes.keys() - self.stubs)
        return [d for d in self.material.drafts if d.source in self.nodes and d.target in self.nodes]

    def _counted(self) -> Counts:
        deleted = self.totals.deleted if self.totals and self._hides_deleted else None
        readable = (node for key, node in self.nodes.items() if key not in self.stubs)
        return count(readable, len(self.stubs), deleted)

    @property
    def _hides_deleted(self) -> bool:
        return "deleted" in self.question.filters.hide

    def _keep(self, keys: set[str]) -> None:
        self.nodes = {key: node for key, node in self.nodes.items() if key in keys}
        self.drafts = [d for d in self.drafts if d.source in keys and d.target in keys]

    def _fold(self) -> list[Run]:
        executions = [key for key in self.nodes if not is_item(key) and key not in self.stubs]
        members, names = read_runs(self.access, executions)
        folded = {ref.key for ref in self.question.folded} & members.keys()
        keep = {self.begun.seed or "", *(ref.key for ref in self.question.opened)}
        chosen = {run: steps for run, steps in members.items() if run in folded}
        self.nodes, self.drafts = fold(self.nodes, self.drafts, chosen, names, keep)
        return runs_of(members, names, self.nodes.keys(), folded)

    def _beyond(self) -> dict[str, More]:
        readable = {
            key: node
            for key, node in self.nodes.items()
            if key not in self.stubs and node.ref.src != "workflow_invocation"
        }
        return beyond(self.material, readable, self.all_keys)

    def _opened(self) -> dict[str, Opened]:
        wanted = {ref.key: page for ref, page in self.question.opened.items()}
        found = {
            key: read_opened(self.access, key, page)
            for key, page in wanted.items()
            if key in self.nodes and key not in self.stubs and (is_collection(key) or not is_item(key))
        }
        return {key: opened for key, opened in found.items() if opened is not None}

    def _hubs(self) -> list[Hub]:
        """Find hubs: in a history what has too many lines, elsewhere what many jobs read and nothing shown made."""
        if self.question.history is not None:
            found = hubs.crowded(self.drafts)
        else:
            keep = {self.begun.seed or "", *(ref.key for ref, _ in self.question.hops)}
            keep |= {ref.key for ref in self.question.brought}
            found = hubs.candidates(self.drafts, self.nodes.keys() - self.stubs, keep)
        jobs = hubs.count_jobs(self.access, found - self.stubs)
        return [Hub(Ref.of_key(key), number) for key, number in sorted(jobs.items()) if number >= hubs.JOBS]

    def _view(
        self, runs: list[Run], more: dict[str, More], opened: dict[str, Opened], found: list[Hub], out: dict[str, str]
    ) -> View:
        shown = self.nodes
        stubbed = {hub.ref.key for hub in found}
        own = shown if self.question.history is not None else {k: n for k, n in shown.items() if k not in stubbed}
        cards = drawing.cards_of(own, self.drafts, opened, self.begun.seed)
        lines = [draft for draft in self.drafts if draft.source in shown and draft.target in shown]
        refs = {key: node.ref for key, node in shown.items()}
        nodes, edges = connect(shown, lines)
        index = {node.ref: number for number, node in enumerate(nodes)}
        return View(
            history=self.begun.home,
            seed=Ref.of_key(self.begun.seed) if self.begun.seed else None,
            nodes=tuple(nodes),
            edges=tuple(edges),
            more=tuple((index[refs[key]], each) for key, each in sorted(more.items()) if key in refs),
            opened=tuple(opened.values()),
            runs=tuple(runs),
            hubs=tuple(found),
            counts=self.counts,
            total=self.totals.of(with_deleted=not self._hides_deleted) if self.totals else None,
            left_out=_numbers(out),
            capped=self.begun.capped,
            grouped=self.begun.grouped,
            layout=drawing.place(
                [*cards, *drawing.stubs_of(lines, stubbed)], drawing.links_of(lines, stubbed), refs, opened, runs
            ),
        )


def _numbers(out: dict[str, str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for reason in out.values():
        found[reason] = found.get(reason, 0) + 1
    return found
