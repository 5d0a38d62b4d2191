"""Times the layout: python -m tests.bench.bench_layout [cards …]."""

from __future__ import annotations

import sys
import time
from statistics import median

from explorer.layout import layout
from explorer.layout.text import name_lines
from tests.bench.histories import SHAPES

BUDGETS = {1_000: 30, 5_000: 150}
"""Milliseconds that a picture of so many cards may take."""


def measure(shape: str, size: int, times: int = 7) -> tuple[float, float, int]:
    """(best, median) milliseconds of processor time with no name wrapped before, and the number of links."""
    cards, links = SHAPES[shape](size)
    taken = []
    for _ in range(times):
        name_lines.cache_clear()
        begun = time.process_time()
        layout(cards, links)
        taken.append(1_000 * (time.process_time() - begun))
    return min(taken), median(taken), len(links)


def main(sizes: list[int]) -> None:
    """Print a line for each shape and size."""
    sys.stdout.write(f"{'shape':10}{'cards':>7}{'links':>7}{'best ms':>10}{'median ms':>11}{'budget ms':>11}\n")
    for size in sizes:
        for shape in SHAPES:
            best, middle, links = measure(shape, size)
            sys.stdout.write(f"{shape:10}{size:7}{links:7}{best:10.1f}{middle:11.1f}{BUDGETS.get(size, '-'):>11}\n")


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or list(BUDGETS))
