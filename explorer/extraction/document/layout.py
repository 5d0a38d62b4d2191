"""Where the steps of a workflow lie on Galaxy's canvas, by gxformat2's layouts."""

from __future__ import annotations

from typing import Any, Final

from gxformat2.layout import apply_layout

LAYERED_AT_MOST: Final = 300
"""Connections up to which crossings are counted: that takes time with the square of them."""


def lay_out(native: dict[str, Any]) -> None:
    """Give each step of a native workflow, and of the workflows inside it, its position.

    Every connection leads to the right. Up to some size the layout with fewer crossings is made, else the plain one.
    """
    strategy = "layered" if _connections(native) <= LAYERED_AT_MOST else "topological"
    apply_layout(native, strategy=strategy)


def _connections(native: dict[str, Any]) -> int:
    return sum(
        sum(len(made) if isinstance(made, list) else 1 for made in step["input_connections"].values())
        + (_connections(step["subworkflow"]) if "subworkflow" in step else 0)
        for step in native["steps"].values()
    )
