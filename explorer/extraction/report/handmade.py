"""Collections that were put together by hand: a workflow has no step for that, so it begins with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from explorer.extraction.model import InputStep, Outcome, ReportItem
from explorer.extraction.records.originals import original
from explorer.extraction.records.reading import Records
from explorer.extraction.selection.choosing import NO_STEPS
from explorer.extraction.wiring.connections import Intake
from explorer.refs import Ref


def about_handmade(records: Records, intakes: Mapping[Intake, InputStep], outcome: Outcome) -> Iterator[ReportItem]:
    """Yield a line for each input that was put together of what tools had made; `outcome`: how bad that is."""
    labels = {intake.key: step.label for intake, step in intakes.items() if intake.kind == "item"}
    keys = [key for key in labels if _is_handmade(records, key)]
    elements = records.elements(keys)
    records.load_chain(leaf.dataset for leaves in elements.values() for leaf in leaves)
    said = "It was put together by hand of what tools had made; the workflow begins with it."
    for key in keys:
        if any(_was_made(records, leaf.dataset) for leaf in elements.get(key, ())):
            yield ReportItem(outcome, said, labels[key], Ref.of_key(key))


def _is_handmade(records: Records, key: str) -> bool:
    row = records.item(key)
    return row is not None and row.collection_type is not None and not row.makers


def _was_made(records: Records, dataset: str) -> bool:
    row = records.item(original(dataset, records.item))
    return row is not None and any(tool not in NO_STEPS for _, _, tool in row.makers)
