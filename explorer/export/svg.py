"""The picture of a view as an SVG file: everything that the page draws of it at rest, at the same places. Pure.

What one presses, carets and chevrons, is no part of a picture in a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import Final

from explorer.access import Restricted
from explorer.export.cards import draw_card
from explorer.export.faces import face_of
from explorer.export.look import icons
from explorer.export.palette import ground, style
from explorer.export.shapes import head, line
from explorer.graph.model import Node
from explorer.layout.model import Spine
from explorer.layout.text import wrap
from explorer.refs import Ref
from explorer.view import View
from explorer.view.model import DrawnCard, DrawnEdge, Frame

MARGIN: Final = 40
SPINE_AT: Final = 24
USED: Final = re.compile(r'href="#i-([\w-]+)"')


def draw_svg(view: View) -> str:
    """Return the whole picture, to scale: 1 px of the page at zoom 1 is 1 unit."""
    width, height = view.layout.width + 2 * MARGIN, view.layout.height + 2 * MARGIN
    room = f'width="{width}" height="{height}" viewBox="{-MARGIN} {-MARGIN} {width} {height}"'
    drawn = "\n".join(_drawn(view))
    symbols = "".join(icons()[name] for name in sorted(set(USED.findall(drawn))))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {room}>',
        f"<title>{escape(_title(view))}</title>",
        f"<style>{style()}</style>",
        f"<defs>{symbols}</defs>",
        f'<rect class="ground" x="{-MARGIN}" y="{-MARGIN}" width="{width}" height="{height}" fill="{ground()}"/>',
        drawn,
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _drawn(view: View) -> Iterator[str]:
    """Yield bands, lines, names of runs and cards, in the order in which they cover each other."""
    picture, places = view.layout, view.places()
    runs = {run.ref: run.name or "Workflow" for run in view.runs}
    yield from (f'<path class="band" d="{_boxes(frame.boxes)}"/>' for frame in picture.frames)
    yield from (part for edge in sorted(picture.edges, key=_is_many) for part in _edge(edge))
    yield from (_spine(spine, places) for spine in picture.spines)
    yield from (_run(frame, runs[frame.ref]) for frame in picture.frames)
    nodes = {node.ref: node for node in view.nodes}
    opened = {each.ref: each for each in view.opened}
    jobs = {hub.ref: hub.jobs for hub in view.hubs}
    for place in picture.cards:
        node = nodes.get(place.ref)
        rows = opened.get(place.ref) if place.beside is None else None
        face = face_of(place, node, jobs.get(place.ref))
        is_seed = place.ref == view.seed and place.beside is None
        yield from draw_card(place, face, _called(node), rows, is_seed=is_seed)


def _title(view: View) -> str:
    if view.history and view.history.name:
        return view.history.name
    seed = next((node for node in view.nodes if node.ref == view.seed), None)
    return (seed.name or seed.tool_name or "Lineage") if seed else "Lineage"


def _called(node: Node | None) -> str:
    """Return what a hub is called: `2: S. cerevisiae genes.gtf`."""
    if node is None or isinstance(node.ref, Restricted):
        return "restricted"
    name = node.name or "unnamed"
    return name if node.hid is None else f"{node.hid}: {name}"


def _boxes(boxes: tuple[tuple[int, int, int, int], ...]) -> str:
    return "".join(f"M{x} {y}h{width}v{height}h{-width}z" for x, y, width, height in boxes)


def _run(frame: Frame, name: str) -> str:
    x, y = frame.label
    return f'<text class="run" x="{x + 8}" y="{y}">{escape(wrap(name, frame.room, 12, 1)[0])}</text>'


def _is_many(edge: DrawnEdge) -> bool:
    """Double lines are drawn over single ones."""
    return "many" in edge.style


def _edge(edge: DrawnEdge) -> Iterator[str]:
    whole, many = "whole" in edge.style, "many" in edge.style
    way = line(edge.points, whole=whole, backwards=bool({"copy", "evidence"} & set(edge.style)))
    classes = " ".join(style for style in edge.style if style != "whole")
    yield f'<path class="edge {classes}" d="{way}"/>'
    if many:
        yield f'<path class="core" d="{way}"/>'
    yield f'<path class="edge tip {classes}" d="{head(edge.points, whole=whole)}"/>'


def _spine(spine: Spine, places: Mapping[Ref, DrawnCard]) -> str:
    above, below = places[spine.source], places[spine.target]
    return f'<path class="spine" d="M{above.x + SPINE_AT} {above.y + above.height - 1}V{below.y + 1}"/>'
