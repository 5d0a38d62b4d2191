"""The table of all cases: what Galaxy's own extraction, and ours in each format, give when they are run again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Way = Literal["galaxy", "ga", "gxformat2"]
WAYS: Mapping[Way, str] = {"galaxy": "Galaxy's own", "ga": "`.ga`", "gxformat2": "gxformat2"}

SAME = "same"


@dataclass(slots=True)
class Results:
    """Case → way → `same`, or in a few words what became of it."""

    of: dict[str, dict[Way, str]] = field(default_factory=dict)

    def note(self, case: str, way: Way, outcome: str) -> None:
        self.of.setdefault(case, {})[way] = outcome


def rendered(results: Results) -> str:
    """The table in Markdown, with a closing line of sums."""
    lines = [_row(["case", *WAYS.values()]), _row(["---"] * (len(WAYS) + 1))]
    lines += [_row([case, *(of.get(way, "") for way in WAYS)]) for case, of in results.of.items()]
    lines += [_row(["**same, of tried**", *(_sum(results, way) for way in WAYS)])]
    return "\n".join(lines) + "\n"


def _sum(results: Results, way: Way) -> str:
    tried = [of[way] for of in results.of.values() if way in of]
    return f"**{tried.count(SAME)} of {len(tried)}**" if tried else ""


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|').replace(chr(10), ' ')[:160] for cell in cells)} |"
