"""Frames: what stands behind the steps of a run of a workflow, and the room for its name. Pure."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import Final

from explorer.graph.drafts import is_collection
from explorer.layout import Layout, PlacedCard
from explorer.layout.geometry import CARD_WIDTH, PITCH, SHEETS, TAB
from explorer.refs import Ref
from explorer.view.model import Frame, Run

FRAME_SIDE: Final = 24
FRAME_TOP: Final = 22
FRAME_FOOT: Final = 8
"""How far a frame reaches beyond its blocks: beside each other they join, those of a column stay apart from others."""
NAME_AT: Final = 8
NAME_HEIGHT: Final = 16
"""Where the name of a frame begins beside its mark, and the room that it takes above its line."""

Box = tuple[int, int, int, int]
"""x, y, width, height."""


def frame_of(run: Run, found: Layout, refs: Mapping[str, Ref], tabs: AbstractSet[Hashable]) -> Frame | None:
    """Return the boxes of all blocks of a run, with its name over the first of them; None where none is shown."""
    own = set(run.executions)
    blocks = {card.block for card in found.cards if refs.get(str(card.ref)) in own}
    spans: dict[int, list[int]] = {}
    for card in found.cards:
        if card.block in blocks:
            span = spans.setdefault(card.block, [card.x, card.y, card.y])
            span[1] = min(span[1], card.y)
            span[2] = max(span[2], card.y + card.height + SHEETS * is_collection(str(card.ref)))
    if not spans:
        return None
    boxes = tuple(_box(*span) for span in sorted(spans.values()))
    x, y, *_ = boxes[0]
    label = (x + FRAME_SIDE, y + FRAME_TOP - FRAME_FOOT)
    taken = {card.x - FRAME_SIDE for card in found.cards if _covers(card, label[1], has_tab=card.ref in tabs)}
    return Frame(run.ref, boxes, label, _room(label, boxes, taken))


def _room(label: tuple[int, int], boxes: Iterable[Box], taken: AbstractSet[int]) -> int:
    """How long the name of a run may be: over its boxes side by side, as far as none has a card at that height."""
    free = {x for x, top, _, height in boxes if top < label[1] <= top + height} - taken
    end = label[0] - FRAME_SIDE
    while end + PITCH in free:
        end += PITCH
    return end + FRAME_SIDE + CARD_WIDTH - label[0] + FRAME_SIDE - NAME_AT


def _covers(card: PlacedCard, y: int, *, has_tab: bool) -> bool:
    """Tell whether a card, with a tab over it, stands where a name is written in its column."""
    return card.y - TAB * has_tab < y and card.y + card.height + SHEETS > y - NAME_HEIGHT


def _box(x: int, top: int, bottom: int) -> Box:
    return x - FRAME_SIDE, top - FRAME_TOP, CARD_WIDTH + 2 * FRAME_SIDE, bottom - top + FRAME_TOP + FRAME_FOOT
