"""The style of a picture in a file: the rules of the page (`web/src/styles/graph.css`, `canvas.css`) at rest, in light.

Without custom properties, which programs that draw SVG do not know. A test holds every rule against the page.
"""

from __future__ import annotations

from functools import cache
from string import Template
from typing import Final

from explorer.export.look import colours, states

FONTS: Final = "Inter,'Liberation Sans','DejaVu Sans',Arial,sans-serif"

RULES: Final = """
text{font-family:$fonts;font-size:12px;fill:$ink_2}
.name{font-size:13px;font-weight:600;fill:$ink;letter-spacing:-.004em}
.times{fill:$ink_2;font-weight:500}
.word{text-anchor:end;font-weight:500}
.kind{color:$ink_2}
.body{fill:$card;stroke:$card_line}
.execution .body{fill:$exec;stroke:$exec_line}
.b-error .body{fill:$error_tint;stroke:$error_mark}
.b-running .body{fill:$running_tint}
.b-paused .body{fill:$paused_tint}
.b-deleted .body{fill:$deleted_tint;stroke:$line_3;stroke-dasharray:1.5 2.5}
.b-deleted .name{fill:$ink_2}
.b-hidden .body{fill:$hidden_tint;stroke:$line_3;stroke-dasharray:5 3}
.restricted .body{fill:$restricted_tint;stroke:$line_3;stroke-dasharray:5 3}
.restricted .name{font-weight:500;fill:$ink_2}
.stub .body{fill:$surface;stroke:$line_3;stroke-dasharray:2 3}
.stub .name{font-size:12px}
.ring{fill:none;stroke:$gold;stroke-width:7;stroke-linejoin:round}
.seed .body{stroke:$ink}
.tab{color:$ink_2}
.tab path{fill:$surface_3;stroke:$card_line}
.tab.gold{color:$on_gold}
.tab.gold path{fill:$gold;stroke:$ink}
.tab.gold text{fill:$on_gold;font-weight:600}
.rule{fill:none;stroke:$line}
.rowname{fill:$ink}
.rowmeta{text-anchor:end}
.edge{fill:none;stroke:$edge;stroke-width:1.5}
.edge.many{stroke-width:4.5}
.core{fill:none;stroke:$edge_core;stroke-width:1.5}
.edge.copy{stroke-dasharray:5 4}
.edge.evidence{stroke-dasharray:1.5 3.5;stroke-linecap:round}
.edge.evidence.many{stroke-linecap:butt}
.edge.tip{fill:$edge;stroke:none}
.edge.tip.copy{fill:$canvas;stroke:$edge;stroke-width:1.5;stroke-dasharray:none}
.spine{fill:none;stroke:$edge;stroke-width:2}
.band{fill:$surface_3;stroke:$line_2;stroke-width:2;paint-order:stroke}
.run{font-weight:500}
"""


@cache
def style() -> str:
    """Return the style sheet of a picture."""
    values = {name.replace("-", "_"): value for name, value in colours().items()}
    rules = Template(RULES).substitute(values, fonts=FONTS).replace("\n", "")
    return rules + "".join(_of_tone(tone) for tone in sorted({look["tone"] for look in states().values()}))


def ground() -> str:
    """Return the colour behind everything."""
    return colours()["canvas"]


def _of_tone(tone: str) -> str:
    """Return the colours of a tone: of its marks, of its words, of its bar, which is hollow for no data."""
    mark, word = colours()[f"{tone}-mark"], colours()[f"{tone}-text"]
    bar = f"fill:none;stroke:{mark}" if tone == "empty" else f"fill:{mark}"
    return f".mark.t-{tone}{{color:{mark}}}.word.t-{tone}{{fill:{word}}}.bar.t-{tone}{{{bar}}}"
