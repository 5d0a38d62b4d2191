"""Which nodes a view shows: those that it begins with, and hop by hop what was opened from there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from explorer.graph.drafts import is_item
from explorer.lineage.model import Way
from explorer.view.material import Material

PAGE: Final = 50
"""Neighbours that one press of a chevron loads."""

Side = tuple[str, Way]


def reach(material: Material, shown: set[str], open_sides: dict[Side, int]) -> None:
    """Add to `shown` what the open sides of shown nodes lead to, until none is left; values count pages.

    One hop is one column: from an item up to the executions that made it with all that they read and made, or what it
    is a copy of; down to the executions that read it with all that they made, or its copies.
    """
    done: set[Side] = set()
    while todo := [side for side in open_sides if side[0] in shown and side not in done]:
        done.update(todo)
        _up(material, shown, {key: open_sides[key, way] for key, way in todo if way == "upstream"})
        _down(material, shown, {key: open_sides[key, way] for key, way in todo if way == "downstream"})


def show_whole(material: Material, shown: set[str], executions: Iterable[str]) -> None:
    """Show executions with all that they made: they are one block."""
    found = set(executions)
    shown |= found | material.read_outputs(found)


def _up(material: Material, shown: set[str], pages: dict[str, int]) -> None:
    material.read_sources(pages)
    near = {key: _some(sorted(material.sources[key]), shown, pages[key]) for key in pages}
    entered = {each for key, found in near.items() if is_item(key) for each in found if not is_item(each)}
    for found in near.values():
        shown.update(each for each in found if is_item(each))
    show_whole(material, shown, entered)
    material.read_sources(entered)
    for execution in entered:
        shown.update(_some(sorted(material.sources[execution]), shown, 1))


def _down(material: Material, shown: set[str], pages: dict[str, int]) -> None:
    """An execution leads to what the things that it made lead to."""
    items = {key: [key] if is_item(key) else sorted(material.read_outputs([key])) for key in pages}
    material.read_targets({item for each in items.values() for item in each})
    for key, each in items.items():
        targets = sorted({target for item in each for target in material.targets.get(item, ())})
        found = _some(targets, shown, pages[key])
        shown.update(one for one in found if is_item(one))
        show_whole(material, shown, [one for one in found if not is_item(one)])


def _some(near: Sequence[str], shown: set[str], pages: int) -> list[str]:
    """The neighbours on the first pages: those that are shown anyway take no room on them."""
    return [key for key in near if key not in shown][: PAGE * pages]
