"""What a job worked on, as the collections say that the caller may read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from explorer.access.view import View

Standing = Sequence[tuple[str, Sequence[str] | None]]
"""Where something that a job wrote stands: keys of collections, and its path in each."""


def element_of(standing: Standing, view: View) -> tuple[str, ...]:
    """Return the element that a job worked on: the shortest path that it wrote, for outputs may have elements too.

    Of a collection that the caller may not read no path is told: identifiers are names.
    """
    paths = [tuple(path) for collection, path in standing if path and view.shows(collection)]
    return min(paths, key=lambda path: (len(path), path), default=())


def collections_of(standing: Standing) -> Iterable[str]:
    """Return the keys that a view must know for `element_of`."""
    return [collection for collection, _ in standing]
