"""One card of a picture: shape, icons, words, name, bar and rows, at its place. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import Final

from explorer.export.faces import Face, foot
from explorer.export.look import icon, tone
from explorer.export.rows import draw_rows
from explorer.export.shapes import bars, detail, outline, pad, tab
from explorer.layout.geometry import CARD_WIDTH, LINE_HEIGHT, PORT
from explorer.layout.text import em, wrap
from explorer.view.model import DrawnCard, Opened

NAME_AT: Final = 37
EYEBROW_AT: Final = 20
TIMES: Final = re.compile(r"(.*?)( ?×\d+)")  # noqa: RUF001
HIDDEN: Final = {True: "1 item you can’t see", False: "1 step you can’t see"}  # noqa: RUF001 - an apostrophe
"""What is said in the place of a name."""

STUB_NAME: Final = 158
TAB_ROOM: Final = CARD_WIDTH - 40


def draw_card(place: DrawnCard, face: Face, name: str, opened: Opened | None, *, is_seed: bool) -> Iterator[str]:
    """Yield the parts of a card. `name`: of a stub; `opened`: its rows, where it is open."""
    classes = f"card {face.kind} b-{tone(face.state)}{' seed' if is_seed else ''}"
    yield f'<g class="{classes}" transform="translate({place.x} {place.y})">'
    if face.kind == "stub":
        yield from _stub(face, name)
    else:
        yield from _shape(place, face, is_seed=is_seed)
        yield from _head(face)
        yield _name(place, face)
        yield from _bar(place, face)
    if opened is not None:
        yield from draw_rows(place, opened)
    yield "</g>"


def _shape(place: DrawnCard, face: Face, *, is_seed: bool) -> Iterator[str]:
    shape = outline(face.kind, place.height)
    if is_seed:
        yield f'<path class="ring" d="{shape}"/>'
        yield from _tab("seed", "seed", "tab gold")
    elif face.tab:
        yield from _tab(face.tab, "history", "tab")
    yield f'<path class="body" d="{shape}{detail(face.kind, place.height)}"/>'


def _tab(text: str, sign: str, classes: str) -> Iterator[str]:
    line = wrap(text, TAB_ROOM, 12, 1)[0]
    yield f'<g class="{classes}"><path d="{tab(em(line))}"/>{_use(sign, 8, -16, 12)}'
    yield f'<text x="24" y="-6">{escape(line)}</text></g>'


def _head(face: Face) -> Iterator[str]:
    """Icon and kind at the left, the state in words and its icon at the right; of what is restricted the lock alone."""
    inset = pad(face.kind)
    yield f'<text class="eyebrow" x="{inset + 18}" y="{EYEBROW_AT}">{escape(face.eyebrow)}</text>'
    if face.kind == "restricted":
        yield _use("restricted", inset - 1, 9, 12, "mark t-restricted")
        return
    shade, right = f"t-{tone(face.state)}", CARD_WIDTH - inset
    yield _use(face.icon, inset - 1, 9, 14, "kind")
    yield f'<text class="word {shade}" x="{right - 15}" y="{EYEBROW_AT}">{escape(face.word)}</text>'
    yield _use(icon(face.state), right - 12, 10, 12, f"mark {shade}")


def _name(place: DrawnCard, face: Face) -> str:
    lines = (HIDDEN[place.ref.is_item],) if face.kind == "restricted" else place.lines
    x, spans = pad(face.kind), []
    for number, line in enumerate(lines):
        found = TIMES.fullmatch(line) if face.many and number == len(lines) - 1 else None
        own, times = (found[1], found[2]) if found else (line, "")
        said = escape(own) + (f'<tspan class="times">{escape(times)}</tspan>' if times else "")
        spans.append(f'<tspan x="{x}" dy="{LINE_HEIGHT}">{said}</tspan>' if number else said)
    return f'<text class="name" x="{x}" y="{NAME_AT}" xml:space="preserve">{"".join(spans)}</text>'


def _bar(place: DrawnCard, face: Face) -> Iterator[str]:
    if face.kind == "restricted":
        return
    for part in bars(face.kind, foot(place), face.parts, many=face.many):
        box = (
            f'x="{part.x:g}" y="{part.y:g}" width="{part.width:.2f}" height="{part.height:g}" rx="{part.height / 2:g}"'
        )
        yield f'<rect class="bar t-{tone(part.state)}" {box}/>'


def _stub(face: Face, name: str) -> Iterator[str]:
    yield f'<rect class="body" x=".5" y="{PORT - 22}" width="199" height="44" rx="22"/>'
    yield _use("hub", 13, PORT - 8, 16, "kind")
    yield f'<text class="name" x="36" y="{PORT - 3}">{escape(wrap(name, STUB_NAME, 12, 1)[0])}</text>'
    yield f'<text class="eyebrow" x="36" y="{PORT + 13}">{escape(face.eyebrow)}</text>'


def _use(name: str, x: int, y: int, size: int, classes: str = "") -> str:
    known = f' class="{classes}"' if classes else ""
    return f'<use{known} href="#i-{name}" x="{x}" y="{y}" width="{size}" height="{size}"/>'
