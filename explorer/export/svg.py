"""The picture of a view as an SVG file: every card and edge at the places that the page gives them. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Final

from explorer.access import Restricted
from explorer.export.palette import GROUND, MARKS, STYLE, tone
from explorer.export.shapes import bars, detail, head, line, outline, pad
from explorer.layout.geometry import CARD_WIDTH, LINE_HEIGHT
from explorer.layout.model import Spine
from explorer.model import Execution, Item, Node, States
from explorer.refs import Ref
from explorer.states import order_states, worst
from explorer.view import View
from explorer.view.model import Line, Place

MARGIN: Final = 40
NAME_AT: Final = 37
EYEBROW_AT: Final = 20
SPINE_AT: Final = 24
FOLD: Final = 4
"""So much further in ends the word of a dataset, beside its folded corner."""


@dataclass(frozen=True, slots=True)
class Face:
    """What a card says. `many`: it stands for more than one."""

    kind: str
    eyebrow: str
    counts: States = field(default_factory=dict)
    many: bool = False

    @property
    def state(self) -> str:
        """The state that speaks for all."""
        return worst(self.counts) if self.counts else "empty"

    @property
    def word(self) -> str:
        """The state in words, with a number where there are many."""
        number = f"{self.counts.get(self.state, 0)} " if self.many and self.counts else ""
        return f"{number}{self.state.replace('_', ' ')}"


def draw_svg(view: View) -> str:
    """Return the whole picture, to scale: 1 px of the page at zoom 1 is 1 unit."""
    picture, nodes = view.layout, {node.ref: node for node in view.nodes}
    places = view.places()
    width, height = picture.width + 2 * MARGIN, picture.height + 2 * MARGIN
    room = f'width="{width}" height="{height}" viewBox="{-MARGIN} {-MARGIN} {width} {height}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {room}>',
        f"<title>{escape(_title(view))}</title>",
        f"<style>{STYLE}</style>",
        f'<rect x="{-MARGIN}" y="{-MARGIN}" width="{width}" height="{height}" fill="{GROUND}"/>',
        *(f'<path class="frame" d="{_boxes(frame.boxes)}"/>' for frame in picture.frames),
        *(part for edge in picture.edges for part in _edge(edge)),
        *(_spine(spine, places) for spine in picture.spines),
        *(part for place in picture.cards for part in _card(place, nodes.get(place.ref))),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _title(view: View) -> str:
    if view.history and view.history.name:
        return view.history.name
    seed = next((node for node in view.nodes if node.ref == view.seed), None)
    return (seed.name or seed.tool_name or "Lineage") if seed else "Lineage"


def _boxes(boxes: tuple[tuple[int, int, int, int], ...]) -> str:
    return "".join(f"M{x} {y}h{width}v{height}h{-width}z" for x, y, width, height in boxes)


def _edge(edge: Line) -> Iterator[str]:
    whole, many = "whole" in edge.style, "many" in edge.style
    way = line(edge.points, whole=whole, backwards=bool({"copy", "evidence"} & set(edge.style)))
    classes = " ".join(["edge", *(style for style in edge.style if style != "whole")])
    yield f'<path class="{classes}" d="{way}"/>'
    if many:
        yield f'<path class="core" d="{way}"/>'
    yield f'<path class="tip" d="{head(edge.points, whole=whole)}"/>'


def _spine(spine: Spine, places: Mapping[Ref, Place]) -> str:
    above, below = places[spine.source], places[spine.target]
    return f'<path class="spine" d="M{above.x + SPINE_AT} {above.y + above.height - 1}V{below.y + 1}"/>'


def _card(place: Place, node: Node | None) -> Iterator[str]:
    face = _face(place, node)
    inset = pad(face.kind)
    shape = outline(face.kind, place.height) + detail(face.kind, place.height)
    yield f'<g class="{face.kind} {tone(face.state)}" transform="translate({place.x} {place.y})">'
    yield f'<path class="body" d="{shape}"/>'
    yield f'<text x="{inset}" y="{EYEBROW_AT}">{escape(face.eyebrow)}</text>'
    if face.counts:
        end = CARD_WIDTH - inset - (FOLD if face.kind == "dataset" else 0)
        yield f'<text class="word" x="{end}" y="{EYEBROW_AT}">{escape(face.word)}</text>'
    for index, text in enumerate(place.lines):
        yield f'<text class="name" x="{inset}" y="{NAME_AT + index * LINE_HEIGHT}">{escape(text)}</text>'
    for bar in bars(face.kind, place.height, order_states(face.counts), many=face.many):
        box = f'x="{bar.x:g}" y="{bar.y:g}" width="{bar.width:.2f}" height="{bar.height:g}" rx="{bar.height / 2:g}"'
        yield f'<rect {box} fill="{MARKS[tone(bar.state)]}"/>'
    yield "</g>"


def _face(place: Place, node: Node | None) -> Face:
    if isinstance(place.ref, Restricted) or node is None:
        return Face("restricted", "restricted")
    if place.beside is not None:
        return Face("stub", "read by many jobs")
    if isinstance(node, Execution):
        return Face("execution", node.tool_version or "", node.states, node.mapped)
    if node.ref.is_item:
        return _item(node)
    return Face("execution", "workflow")


def _item(node: Node) -> Face:
    kind = "collection" if node.ref.src == "hdca" else "dataset"
    parts = [str(node.hid or ""), node.extension or node.collection_type or ""]
    counts = (node.states if isinstance(node, Item) else None) or {node.state or "new": 1}
    return Face(kind, " · ".join(filter(None, parts)), counts, kind == "collection")
