"""A Galaxy's toolbox over HTTP, as anybody may ask it; what it said is kept."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any, Final
from urllib.parse import quote

import httpx2
from cachetools import TLRUCache, cachedmethod

KEPT: Final = 1_000
"""Answers."""

PATIENCE: Final = httpx2.Timeout(5, connect=3)  # seconds
HOLDS: Final = 3600
"""Seconds that an answer holds: tools are installed every other day."""

HOLDS_FAILED: Final = 60
"""Seconds until a Galaxy that did not answer, or has no such tool, is asked again."""

log = logging.getLogger(__name__)


class GalaxyToolbox:
    """The tools of one Galaxy. Safe to share between threads.

    Args:
        url: where Galaxy is, such as `https://usegalaxy.org`.
        clock: seconds that never go back.
    """

    def __init__(self, url: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._client = httpx2.Client(
            base_url=f"{url.rstrip('/')}/", timeout=PATIENCE, headers={"Accept": "application/json"}
        )
        self._answers: TLRUCache[str, Any] = TLRUCache(KEPT, _until, timer=clock)
        self._turns = threading.Condition()

    def tool(self, tool_id: str, version: str | None) -> Mapping[str, Any] | None:
        """Return a tool with its inputs; None when Galaxy has none, or does not answer."""
        if {".", ".."} & {*tool_id.split("/")}:  # users name their own tools, and this is no way to another route
            return None
        asked = f"&tool_version={quote(version, safe='')}" if version else ""
        said = self._ask(f"api/tools/{quote(tool_id, safe='/')}?io_details=true{asked}")
        return said if isinstance(said, dict) else None

    def names(self) -> Mapping[str, str]:
        """Return what all tools are called, by id; nothing when Galaxy does not answer."""
        said = self._ask("api/tools?in_panel=false")
        tools = said if isinstance(said, list) else []
        return {tool["id"]: tool["name"] for tool in tools if isinstance(tool, dict) and _is_named(tool)}

    def close(self) -> None:
        """Close the connections to Galaxy."""
        self._client.close()

    @cachedmethod(lambda self: self._answers, condition=lambda self: self._turns)
    def _ask(self, path: str) -> Any:
        try:
            return self._client.get(path).raise_for_status().json()
        except (httpx2.HTTPError, ValueError) as error:
            log.warning("Galaxy's toolbox did not answer: %s", type(error).__name__)
            return None


def _is_named(tool: Mapping[str, Any]) -> bool:
    return isinstance(tool.get("id"), str) and isinstance(tool.get("name"), str)


def _until(_: str, answer: Any, now: float) -> float:
    return now + (HOLDS_FAILED if answer is None else HOLDS)
