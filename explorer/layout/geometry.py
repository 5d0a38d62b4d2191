"""The measures of the picture, in graph units (1 unit is 1 px at zoom 1); the page's design tokens say the same."""

from __future__ import annotations

CARD_WIDTH = 200
PITCH = 248
"""From the left edge of a column to that of the next."""
LINE_HEIGHT = 16
CARD_BASE = 40
"""Height of a card without its name; each line of the name adds `LINE_HEIGHT`."""
PORT = 28
"""Edges meet a card here, whatever its height."""
COPY_DROP = 12
"""Copies leave a card this much below the port."""
SHEETS = 8
"""What the sheets of a collection add below its card."""
TAB = 20
"""What a tab adds above a card."""
DOCK = 6
"""Execution to its output, output to output."""
STEP = 32
"""Block to block in a column."""
ROW = 16
"""A row kept free for a passing edge: its distance from the block above and below."""
LANE = 8
"""Between passing edges, and between the vertical runs in a gap."""
RUN = 28
"""The nearest vertical run stands this much before the target."""
RUN_ROOM = 16
"""From the nearest to the farthest vertical run of one gap."""
NAME_SIZE = 13
PAD = {"dataset": 12, "collection": 12, "execution": 16}
CARET = 11
"""Room that the caret of a card that stands for many takes from its name."""
ROWS_GAP = 4
"""From the foot of a card to its rows, where it is open."""
ROW_HEIGHT = 26
ROWS_PAGER = 30
"""What the pager takes below the rows; without it `ROWS_FOOT`."""
ROWS_FOOT = {"collection": 6, "execution": 12}
