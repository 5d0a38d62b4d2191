"""Which record a workflow means by an item: the one at the other end of copies and conversions. Pure.

A copy is the same data, so it stands for its source; but not where a job made the copy itself (Extract Dataset, Filter,
a job taken from the cache): that is a step's output. A converted dataset stands for the one that it was converted from:
Galaxy converts again when the workflow runs, unless the conversion is itself to be a step.
"""

from __future__ import annotations

from collections.abc import Callable, Container

from explorer.extraction.records.rows import ItemRow

Look = Callable[[str], ItemRow | None]
"""Returns an item; None for one that is not there or may not be read."""


def original(key: str, look: Look, chosen: Container[str] = ()) -> str:
    """Return the key of the item that an item stands for; `chosen` are the executions that become steps."""
    seen = {key}
    while (source := _source(key, look, chosen)) and source not in seen:
        key = source
        seen.add(key)
    return key


def unconverted(key: str, look: Look) -> str:
    """Return the item that an item was converted from, else the item: what people know it by."""
    row = look(key)
    source = min((one for one in row.converted_from if look(one)), default=None) if row else None
    return source or key


def _source(key: str, look: Look, chosen: Container[str]) -> str | None:
    row = look(key)
    if row is None or any(maker in chosen for maker, *_ in row.makers):
        return None
    sources = row.converted_from or (() if row.makers else row.copied_from)
    return min((source for source in sources if look(source)), default=None)
