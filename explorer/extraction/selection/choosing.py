"""From a selection to the executions that become steps and the items at which going back ends."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from explorer.access.access import forbidden
from explorer.errors import BadRequest, NotFound
from explorer.extraction.model import Batches, Selection
from explorer.extraction.records.groups import GROUPS, executions_in
from explorer.extraction.records.originals import original
from explorer.extraction.records.reading import Records
from explorer.extraction.selection.recollected import recollected
from explorer.extraction.selection.work import Place, Work, works_of
from explorer.graph.profiles import UPLOADS
from explorer.refs import EXECUTIONS, Ref

NO_STEPS: Final = UPLOADS | {"__SET_METADATA__", "__EXPORT_HISTORY__", "__IMPORT_HISTORY__"}
"""Tools that bring data in or keep the books: no step of a workflow runs them."""

MOST: Final = 10_000
"""Executions in one workflow."""

_LABELS: Final = {"hda": "Dataset", "hdca": "Collection"}


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was selected: the work, in its order, and the executions that are no steps.

    `ends`: keys of the items at which going back ends, as they were given.
    """

    works: tuple[Work, ...]
    left_out: tuple[str, ...]
    ends: frozenset[str]

    @property
    def executions(self) -> frozenset[str]:
        """The executions that become steps."""
        return frozenset(work.execution.key for work in self.works)


def choose(records: Records, selection: Selection) -> Chosen:
    """Return what a selection means.

    Raises:
        NotFound: an item or execution that it names is not in the graph.
        Forbidden: the caller may not read one of them.
        BadRequest: it names nothing, or far too much.
    """
    if not (selection.executions or selection.results or selection.inputs):
        raise BadRequest("Nothing is selected: name executions or results.")
    given = (*selection.results, *selection.until, *selection.inputs)
    _require_items(records, given)
    named = _named(records, selection.executions)
    for item in selection.results:
        records.load({item.key, *records.upstream(item.key)})
    records.load_chain(ref.key for ref in given)
    ends = [ref.key for ref in (*selection.until, *selection.inputs)]
    stops = frozenset(key for end in ends for key in (end, original(end, records.item, named)))
    found = _led_to(records, [ref.key for ref in selection.results], stops, selection.batches)
    for key in sorted(named):
        found |= {work.place: work for work in _works(records, key, selection.batches)}
    if len(found) > MOST:
        raise BadRequest(f"{len(found)} runs are too many for one workflow: name items to go back to (until).")
    left_out = sorted({work.execution.key for work in found.values() if work.execution.tool_id in NO_STEPS})
    works = (found[place] for place in sorted(found) if found[place].execution.tool_id not in NO_STEPS)
    return Chosen(tuple(works), tuple(left_out), frozenset(ends))


def _require_items(records: Records, refs: Iterable[Ref]) -> None:
    for ref in refs:
        if not ref.is_item:
            raise BadRequest(f"{ref} is no dataset or collection.", ref)
        records.access.require(ref)
    if records.access.is_unlimited:
        for src, label in _LABELS.items():
            keys = {ref.key: ref for ref in refs if ref.src == src}
            for key in keys.keys() - set(records.access.graph.existing(label, sorted(keys))):
                raise NotFound(f"{keys[key]} is not in the graph.", keys[key])


def _named(records: Records, refs: Iterable[Ref]) -> set[str]:
    """Return the executions that were named by any of their records, or with the run or history that they are of."""
    refs = list(refs)
    for ref in refs:
        if ref.src not in {*EXECUTIONS, *GROUPS, "tool_request"}:
            raise BadRequest(f"{ref} is no execution.", ref)
    single = records.resolve([ref for ref in refs if ref.src not in GROUPS])
    found = {ref: {key} for ref, key in single.items()}
    found |= {ref: executions_in(records.access, ref) for ref in refs if ref.src in GROUPS}
    named = {key for keys in found.values() for key in keys}
    records.load(named)
    for ref, keys in found.items():
        if any(records.execution(key) is None for key in keys):
            raise forbidden(ref)
    return named


def _led_to(records: Records, results: Iterable[str], stops: frozenset[str], batches: Batches) -> dict[Place, Work]:
    """Return the work on all ways back from results, as far as the items in `stops`.

    Not through the elements of a collection that was put together by hand: no step does that, so it becomes an input.
    """
    found: dict[Place, Work] = {}
    seen: set[str] = set()
    level = set(results)
    while level:
        records.load_chain(level)
        seen |= level
        ends = {original(key, records.item) for key in level if key not in stops} - stops
        records.load(maker for end in ends for maker in _makers(records, end))
        new = {work.place: work for end in sorted(ends) for work in _maker(records, end, batches)}
        level = {item for place in new.keys() - found.keys() for item in new[place].taken} - seen
        found |= new
    return found


def _maker(records: Records, item: str, batches: Batches) -> list[Work]:
    """Return the work that made an item: of a batch only the run that did, if one can be told."""
    maker = next((maker for maker in _makers(records, item) if records.execution(maker)), None)
    works = _works(records, maker, batches) if maker else []
    own = [work for work in works if any(item in items for items in work.made.values())]
    return own or works


def _makers(records: Records, item: str) -> list[str]:
    row = records.item(item)
    return sorted(maker for maker, _, tool in row.makers if tool not in NO_STEPS) if row else []


def _works(records: Records, key: str, batches: Batches) -> list[Work]:
    row = records.execution(key)
    works = works_of(row, records.jobs(key), records.links(key), batches) if row else []
    return [recollected(work, records) for work in works]
