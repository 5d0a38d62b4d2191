"""Colours of the picture in a file: the light ones of the page's tokens (`web/src/styles/tokens.css`)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

MARKS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "ok": "#1f9150",
        "running": "#c96200",
        "queued": "#747d92",
        "new": "#747d92",
        "paused": "#2077b3",
        "error": "#d9191d",
        "empty": "#1f9150",
        "deleted": "#80899d",
        "restricted": "#747d92",
    }
)
"""Tone → colour of bar and icon."""

TONES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "failed": "error",
        "failed_metadata": "error",
        "waiting": "paused",
        "setting_metadata": "running",
        "upload": "running",
        "resubmitted": "queued",
        "deferred": "queued",
        "discarded": "deleted",
        "purged": "deleted",
        "stopped": "deleted",
        "skipped": "empty",
    }
)
"""State → tone, where it has another name."""

STYLE: Final = (
    "text{font-family:Inter,'Liberation Sans','DejaVu Sans',Arial,sans-serif;font-size:12px;fill:#586074}"
    ".name{font-size:13px;font-weight:600;fill:#2c3143}.word{text-anchor:end;font-weight:500}"
    ".body{fill:#fff;stroke:#b0b8c7}.execution .body{fill:#e7eaf1;stroke:#a2abbc}"
    ".error .body{fill:#fff1f1;stroke:#d9191d}.error .word{fill:#b3141b}.ok .word{fill:#0a6e49}"
    ".restricted .body,.stub .body{fill:#eceff4;stroke:#80899d;stroke-dasharray:5 3}"
    ".edge{fill:none;stroke:#808a9f;stroke-width:1.5}.many{stroke-width:4.5}"
    ".core{fill:none;stroke:#f4f5f8;stroke-width:1.5}.copy{stroke-dasharray:5 4}"
    ".evidence{stroke-dasharray:1.5 3.5;stroke-linecap:round}.tip{fill:#808a9f;stroke:none}"
    ".spine{stroke:#808a9f;stroke-width:2}.frame{fill:#eceff4;stroke:#c8cedb}"
)
GROUND: Final = "#f4f5f8"


def tone(state: str) -> str:
    """Return the tone of a state; an unknown one looks new."""
    found = TONES.get(state, state)
    return found if found in MARKS else "new"
