"""How often Python looks for cycles of objects that nothing needs: rarely, while millions of rows pass by."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

RARELY = (50_000, 20, 100)
"""Thresholds of `gc`: rows hold no cycles, and looking for some after every 700 of them took a quarter of all time."""


@contextmanager
def rare_collections() -> Iterator[None]:
    """Look rarely meanwhile."""
    before = gc.get_threshold()
    gc.set_threshold(*RARELY)
    try:
        yield
    finally:
        gc.set_threshold(*before)
