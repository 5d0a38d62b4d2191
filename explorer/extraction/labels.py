"""Labels in a workflow: no two inputs and steps have the same, no two outputs have the same. Pure."""

from __future__ import annotations

from collections.abc import Iterable

LONGEST = 255
"""Characters of a label in Galaxy's tables."""


class Labels:
    """The labels that were given."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        """Begin with those that are taken."""
        self._taken = set(taken)

    def give(self, wanted: str) -> str:
        """Return a label that nothing has yet: as wanted, else with a number behind it."""
        base = tidy(wanted)
        label, number = base, 1
        while label in self._taken:
            number += 1
            label = f"{base[: LONGEST - len(f' ({number})')]} ({number})"
        self._taken.add(label)
        return label


def tidy(text: str) -> str:
    """Return a text as a label: whitespace runs are one blank, over-long is cut (`galaxy/extraction.md` 2)."""
    return " ".join(text.split())[:LONGEST].rstrip()
