"""What the page and the pictures in files are drawn with: colours, icons and the table of states, in `explorer/look`.

The page imports the same three files, so neither can change alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final

COLOUR: Final = re.compile(r"--([\w-]+):\s*(?:light-dark\()?(#[0-9a-f]{6})")
SYMBOL: Final = re.compile(r'<symbol id="i-([\w-]+)".*?</symbol>', re.DOTALL)
UNKNOWN: Final = "new"
"""How a state looks that is not in the table."""


@cache
def colours() -> Mapping[str, str]:
    """Return the colours by the names of their tokens; of two the light one, for files are printed."""
    return MappingProxyType(dict(COLOUR.findall(_text("tokens.css"))))


@cache
def icons() -> Mapping[str, str]:
    """Return the icons by name, each a `<symbol>` that takes the colour around it."""
    return MappingProxyType({found[1]: found[0] for found in SYMBOL.finditer(_text("icons.svg"))})


@cache
def states() -> Mapping[str, Mapping[str, str]]:
    """Return tone and icon of each state, the worst first."""
    return MappingProxyType(json.loads(_text("states.json")))


def tone(state: str) -> str:
    """Return the tone of a state: which colours it has."""
    return states().get(state, states()[UNKNOWN])["tone"]


def icon(state: str) -> str:
    """Return the icon of a state."""
    return states().get(state, states()[UNKNOWN])["icon"]


def worst_first(counts: Mapping[str, int]) -> list[str]:
    """Return the states that occur, the worst first; one that is not in the table stands before `ok`."""
    order = list(states())
    rank = {state: float(place) for place, state in enumerate(order)}
    unknown = rank["ok"] - 0.5
    return sorted((state for state in counts if counts[state]), key=lambda state: rank.get(state, unknown))


def _text(name: str) -> str:
    return files("explorer").joinpath("look", name).read_text(encoding="utf-8")
